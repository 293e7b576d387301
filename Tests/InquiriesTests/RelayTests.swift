// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import Inquiries
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@Suite("中間サーバーとのやりとり(模擬の別プログラムへ、本物の接続で)")
struct RelayTests {
    @Test("依頼から保存まで順に進み、番号法23条の記録が残り、目録の項目だけが渡る", .measure("R-73"))
    func whole() async throws {
        let bench = try Bench()
        try bench.settle(2, protected: [1])
        try bench.obtainCodes(0..<2)
        let line = try Line()
        #expect(try bench.accept([bench.order("I-1"), bench.order("I-2", about: 1)]).isEmpty)
        let report = try await line.run(bench)
        #expect(report.sent == 2 && report.answered == 2 && report.troubles.isEmpty)
        #expect(
            try bench.phases("I-1") == [
                .requested, .converted, .sending, .sent, .permitted, .answered, .stored,
            ])
        try bench.decide("I-1", .confirmed)
        #expect(try bench.course("I-1")?.phase == .confirmed)
        let answers = line.answers.withLock { $0 }.sorted { $0.number < $1.number }
        try #require(answers.map(\.number) == ["I-1", "I-2"])
        #expect(answers[0].addressee == Bench.addressee(0))
        #expect(
            answers[0].values.map(\.title) == [
                "課税年度", "課税・非課税の別", "市町村民税所得割額", "合計所得金額", "扶養親族の数",
            ])
        let records = try bench.records(InquiryRecordQuestion(number: "I-1"))
        #expect(records.map(\.state) == [.provided, .underWay, .asked])
        #expect(records[0].inquirer == "見本市長" && records[0].provider == "架空市長")
        #expect(records[0].providedAt != nil && records[0].permit?.hasPrefix("K-") == true)
        #expect(records[0].items.contains("課税年度") && !records[0].isWithheld)
        #expect(records[0].addressee == Bench.addressee(0))
        // 支援措置: the person may not see the record.
        #expect(try bench.records(InquiryRecordQuestion(number: "I-2"))[0].isWithheld)
        #expect(try bench.records(InquiryRecordQuestion(addressee: Bench.addressee(1))).count == 3)
        let day = Bench.start.dayInJapan
        #expect(try bench.records(InquiryRecordQuestion(from: day, until: day)).count == 6)
        #expect(try bench.records(InquiryRecordQuestion(from: day.adding(days: 1))).isEmpty)
        try await line.close()
    }

    @Test("何度動かしても、だれかの問いが二度になることはない")
    func repeated() async throws {
        let bench = try Bench()
        try bench.settle(3)
        try bench.obtainCodes(0..<3)
        let line = try Line()
        let orders = (0..<3).map { bench.order("I-\($0)", about: $0) }
        for _ in 0..<3 { #expect(try bench.accept(orders).isEmpty) }
        var other = orders[0]
        other = bench.order(other.number, about: 2)
        #expect(try bench.accept([other]) == ["I-0": .numberTaken])
        // Two programs at the same moment.
        async let first = line.once(bench)
        async let second = line.once(bench)
        let both = try await first.sent + second.sent
        #expect(both == 3)
        try await line.run(bench, times: 12)
        #expect(try line.simulator.events("accepted").count == 3)
        #expect(try line.simulator.events("repeated").isEmpty)
        #expect(try line.simulator.events("result-fetched").count == 3)
        #expect(try bench.count("inquiry_record") == 9)
        try await line.close()
    }

    @Test("送ったのに答えが届かなかったときは、まず届いたかを尋ね、もう一度は送らない", .measure("R-48"))
    func lostAnswer() async throws {
        let bench = try Bench()
        try bench.settle(1)
        try bench.obtainCodes(0..<1)
        let line = try Line()
        try line.rules(#"{"do": "lose-answer", "match": {"message": "register-inquiry"}}"#)
        try bench.accept([bench.order("I-1")])
        let first = try await line.once(bench)
        #expect(first.sent == 0 && first.troubles.count == 1)
        #expect(try bench.phases("I-1").last == .sending)
        try await line.run(bench)
        #expect(try bench.phases("I-1").last == .stored)
        #expect(try line.simulator.events("accepted").count == 1)
        #expect(try line.simulator.events("repeated").isEmpty)
        try await line.close()
    }

    @Test("停止・遅い答え・読めない答えでは待ち、間をあけて続ける")
    func outage() async throws {
        let bench = try Bench()
        try bench.settle(3)
        try bench.obtainCodes(0..<3)
        let line = try Line(["--all-codes"], timeout: 1)
        try line.rules(
            #"{"do": "outage", "match": {"number": "I-0"}, "times": 3}"#,
            #"{"do": "slow", "match": {"number": "I-1"}, "seconds": 3, "times": 1}"#,
            #"{"do": "garbage", "match": {"number": "I-2"}, "times": 2}"#)
        try bench.accept((0..<3).map { bench.order("I-\($0)", about: $0) })
        let first = try await line.once(bench)
        #expect(first.sent == 0 && first.troubles.count == 3)
        #expect(first.troubles.contains { $0.contains("状態 503") })
        #expect(first.troubles.contains { $0.contains("読めません") })
        // The words of a trouble say nothing about a person.
        for trouble in first.troubles {
            #expect(!trouble.contains(Bench.addressee(0).description))
        }
        // Not at once again.
        let second = try await line.once(bench)
        #expect(second.calls == 0)
        try await line.run(bench, times: 10)
        for place in 0..<3 { #expect(try bench.phases("I-\(place)").last == .stored) }
        #expect(try line.simulator.events("accepted").count == 3)
        try await line.close()
    }

    @Test("拒否は最後で、理由を日本語で残し、二度と尋ねない", .measure("R-73"))
    func refusals() async throws {
        let bench = try Bench()
        try bench.settle(7)
        try bench.obtainCodes(0..<7)
        let line = try Line()
        try line.rules(
            #"{"do": "refuse", "match": {"number": "I-0"}, "code": "R04"}"#,
            #"{"do": "permit-refused", "match": {"number": "I-1"}}"#,
            #"{"do": "permit-missing", "match": {"number": "I-2"}}"#,
            #"{"do": "permit-foreign", "match": {"number": "I-3"}}"#,
            #"{"do": "permit-expired", "match": {"number": "I-4"}}"#,
            #"{"do": "answer-foreign", "match": {"number": "I-5"}}"#,
            #"{"do": "no-code", "match": {}, "times": 0}"#,
            #"{"do": "refuse", "match": {"number": "I-6"}, "code": "Z99"}"#)
        try bench.accept((0..<7).map { bench.order("I-\($0)", about: $0) })
        try await line.run(bench)
        let reasons = [
            "提供者が提供を制限しています", "情報提供許可証が発行されませんでした", "情報提供許可証のない回答",
            "別の照会の情報提供許可証", "期限の切れた情報提供許可証", "照会した本人または事項と違う回答",
            "中間サーバーが理由コードZ99で拒否しました",
        ]
        for (place, reason) in reasons.enumerated() {
            let last = try #require(try bench.course("I-\(place)")?.steps.last)
            #expect(last.phase == .refused, "I-\(place)")
            #expect(last.reason?.contains(reason) ?? false, "\(place) \(last.reason ?? "")")
            let record = try #require(
                try bench.records(InquiryRecordQuestion(number: "I-\(place)")).first)
            #expect(record.state == .refused && record.refusalReason == last.reason)
        }
        #expect(line.answers.withLock { $0.isEmpty })
        let before = try line.simulator.journal().count
        let after = try await line.run(bench, times: 5)
        #expect(after.calls == 0)
        #expect(try line.simulator.journal().count == before)
        try await line.close()
    }

    @Test("符号のない人は照会せず、取得を頼み、取れてから尋ねる")
    func codes() async throws {
        let bench = try Bench()
        try bench.settle(2)
        let line = try Line([])
        try line.rules(#"{"do": "code-error", "match": {"serial": "C-0000000002"}}"#)
        #expect(try bench.check(bench.order("")) == .notAsked)
        #expect(try bench.check(bench.order("")) == .notAsked)
        #expect(try bench.check(bench.order("", about: 1)) == .notAsked)
        #expect(try bench.count("provision_code_request") == 2)
        #expect(InquiryRefusal.codeMissing(.notAsked).message.hasPrefix("この方は符号が未取得です。"))
        // Handed over all the same: System 2 does not send it.
        try bench.accept([bench.order("I-0")])
        _ = try await line.once(bench)
        #expect(try bench.course("I-0")?.steps.last?.reason?.contains("符号が未取得です。") ?? false)
        #expect(try line.simulator.events("accepted").isEmpty)
        #expect(try bench.check(bench.order("")) == .asked)
        let report = try await line.run(bench, times: 3)
        #expect(report.codes == 1)
        #expect(try bench.check(bench.order("")) == .obtained)
        // An error asks anew, once.
        #expect(try bench.check(bench.order("", about: 1)) == .failed)
        #expect(try bench.count("provision_code_request") == 3)
        try await line.run(bench, times: 3)
        #expect(try bench.check(bench.order("", about: 1)) == .obtained)
        try bench.accept([bench.order("I-1"), bench.order("I-2", about: 1)])
        try await line.run(bench)
        #expect(try bench.phases("I-1").last == .stored)
        #expect(try bench.phases("I-2").last == .stored)
        #expect(try bench.count("provision_code", where: "cell IS NOT NULL") == 0)
        try await line.close()
    }

    @Test("期限を過ぎたら終わり、取りやめは送る前・送った後・回答の後のどこでも効く")
    func ends() async throws {
        let bench = try Bench()
        try bench.settle(4)
        try bench.obtainCodes(0..<4)
        let line = try Line(["--all-codes", "--answer-after", "3"])
        try bench.accept([bench.order("I-0")])
        try bench.decide("I-0", .withdraw(because: "申請の取下げ"))
        try bench.accept((1..<4).map { bench.order("I-\($0)", about: $0) })
        _ = try await line.once(bench)
        #expect(try bench.phases("I-0") == [.requested, .withdrawalAsked, .withdrawn])
        #expect(try line.simulator.events("accepted").count == 3)
        // Nobody outside knows of it: no record of 番号法23条.
        #expect(try bench.records(InquiryRecordQuestion(number: "I-0")).isEmpty)
        try bench.decide("I-1", .withdraw(because: "申請の取下げ"))
        bench.clock.pass(seconds: 4_000)
        _ = try await line.once(bench)
        #expect(try bench.phases("I-1").suffix(2) == [.withdrawalAsked, .withdrawn])
        #expect(try line.simulator.events("withdrawn").count == 1)
        #expect(try bench.records(InquiryRecordQuestion(number: "I-1"))[0].state == .withdrawn)
        for _ in 0..<2 {
            bench.clock.pass(seconds: 4_000)
            _ = try await line.once(bench)
        }
        #expect(try bench.phases("I-2").last == .answered)
        try bench.decide("I-2", .withdraw(because: "同意の撤回"))
        _ = try await line.once(bench)
        #expect(try bench.phases("I-2").last == .withdrawn)
        #expect(line.answers.withLock { $0.map(\.number) } == ["I-3"])
        #expect(try line.simulator.events("result-fetched").count == 1)
        try bench.accept([bench.order("I-9")])
        bench.clock.pass(seconds: 15 * 86_400)
        _ = try await line.once(bench)
        #expect(try bench.phases("I-9") == [.requested, .expired])
        try await line.close()
    }

    @Test("System 1 が断った結果は、ほかの結果を止めない")
    func unwanted() async throws {
        let bench = try Bench()
        try bench.settle(2)
        try bench.obtainCodes(0..<2)
        let line = try Line()
        try bench.accept([bench.order("I-0"), bench.order("I-1", about: 1)])
        var troubles: [String] = []
        let stored = Mutex<[String]>([])
        for _ in 0..<6 {
            let report = try await bench.relay(line.server).run(for: .registration) { answer in
                if answer.number == "I-0" { throw InquiryRefusal.unknownInquiry }
                stored.withLock { $0.append(answer.number) }
                try bench.decide(answer.number, .stored)
            }
            troubles += report.troubles
            bench.clock.pass(seconds: 4_000)
        }
        #expect(stored.withLock { $0 } == ["I-1"])
        #expect(!troubles.isEmpty && troubles.allSatisfy { $0.hasPrefix("I-0 E-INQ-015") })
        try await line.close()
    }
}
