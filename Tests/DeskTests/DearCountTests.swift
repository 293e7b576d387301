// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Testing
import Vocabulary

@testable import Desk

@Suite("大きな町で数えるのに時間のかかる件数")
struct DearCountTests {
    /// A clock that the counting itself moves on.
    final class Watch: Clock {
        private let time = Mutex<Int64>(0)
        func now() -> Instant { time.withLock { Instant(microseconds: $0) } }
        func pass(milliseconds: Int64) { time.withLock { $0 += milliseconds * 1_000 } }
    }

    private let watch = Watch()
    private let count = DearCount()

    private func ask(
        _ officer: String, is answer: Int = 0, taking milliseconds: Int64 = 100
    ) -> Int {
        count.value(for: officer, asOf: watch.now(), by: watch) {
            watch.pass(milliseconds: milliseconds)
            return answer
        }
    }

    @Test("小さな町では、開くたびに数える")
    func cheap() {
        #expect(ask("madoguchi", is: 1, taking: 49) == 1)
        #expect(ask("madoguchi", is: 2, taking: 49) == 2)
    }

    @Test("時間のかかる町では、その時間の二十倍に一度だけ数える")
    func dear() {
        #expect(ask("madoguchi", is: 1) == 1)
        watch.pass(milliseconds: 1_899)
        #expect(ask("kyufu", is: 2) == 1)
        watch.pass(milliseconds: 1)
        #expect(ask("kyufu", is: 3) == 3)
    }

    @Test("書いた職員には、書いた後の件数を見せる。ほかの職員は待たない")
    func own() {
        #expect(ask("madoguchi", is: 1) == 1)
        count.forget(by: "kyufu", at: watch.now())
        #expect(ask("madoguchi", is: 2) == 1)
        #expect(ask("kyufu", is: 3) == 3)
        #expect(ask("kyufu", is: 4) == 3, "数えた後は、書くまで同じ")
    }

    @Test("数えている間に書かれたものは、その件数に入ったことにしない")
    func writtenMeanwhile() {
        let first = count.value(for: "madoguchi", asOf: watch.now(), by: watch) {
            watch.pass(milliseconds: 50)
            count.forget(by: "kyufu", at: watch.now())
            watch.pass(milliseconds: 50)
            return 1
        }
        #expect(first == 1)
        #expect(ask("kyufu", is: 2) == 2)
    }

    @Test("だれかがいつも書いていても、数えた職員には二十倍の間は数え直さない")
    func busy() {
        _ = ask("kyufu", is: 1)
        count.forget(by: "kyufu", at: watch.now())
        let own = count.value(for: "kyufu", asOf: watch.now(), by: watch) {
            count.forget(by: "madoguchi", at: watch.now())
            watch.pass(milliseconds: 100)
            return 2
        }
        #expect(own == 2)
        #expect(ask("kyufu", is: 3) == 2)
    }

    @Test("前に始めて後に終わった件数は、新しい件数に代わらない。読み始めの後に書いた職員には数え直す")
    func late() {
        let before = watch.now()
        watch.pass(milliseconds: 10)
        count.forget(by: "kyufu", at: watch.now())
        watch.pass(milliseconds: 10)
        _ = count.value(for: "madoguchi", asOf: before, by: watch) {
            watch.pass(milliseconds: 100)
            return 1
        }
        #expect(ask("kyufu", is: 2) == 2, "書く前の記録を読んだ件数は見せない")
        count.forget(by: "kacho", at: watch.now())
        #expect(count.value(for: "kacho", asOf: before, by: watch) { 9 } == 9)
        #expect(ask("madoguchi", is: 9) == 2)
    }

    @Test("画面の後ろの仕事の後は、だれにも数え直す。その前に始めた件数は残さない")
    func forgotten() {
        #expect(ask("madoguchi", is: 1) == 1)
        count.forget()
        #expect(ask("madoguchi", is: 2) == 2)
        count.forget(by: "kyufu", at: watch.now())
        _ = count.value(for: "kyufu", asOf: watch.now(), by: watch) {
            count.forget()
            watch.pass(milliseconds: 100)
            return 3
        }
        #expect(ask("madoguchi", is: 4) == 4)
    }

    @Test("だれかが数えている間、ほかの職員は前の件数を見る。失敗しても次に数える")
    func oneAtATime() {
        #expect(ask("madoguchi", is: 1) == 1)
        watch.pass(milliseconds: 10_000)
        let mine = count.value(for: "madoguchi", asOf: watch.now(), by: watch) {
            #expect(ask("kyufu", is: 9) == 1)
            watch.pass(milliseconds: 100)
            return 2
        }
        #expect(mine == 2)
        watch.pass(milliseconds: 10_000)
        struct Fault: Error {}
        #expect(throws: Fault.self) {
            try count.value(for: "kyufu", asOf: watch.now(), by: watch) { throw Fault() }
        }
        #expect(ask("kyufu", is: 3) == 3)
    }
}
