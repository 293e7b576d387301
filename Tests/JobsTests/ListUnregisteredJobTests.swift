// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import PowerCuts
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Jobs

/// 未申請の対象児童の一覧 as a job: month of birth after month of birth.
@Suite("未申請者の一覧を作る仕事")
struct ListUnregisteredJobTests {
    /// A child in every eleventh month of the age of the scheme, and one that is too old.
    private static let directory = MemoryAddresseeDirectory(
        (0..<21).map { index in
            let born = CivilDate(
                year: 2025 - index, month: index % 12 + 1, day: index % 28 + 1)
            let moment = Instant(noonInJapan: day("2025-06-10"))
            return ResidentSnapshot(
                number: AddresseeNumber(value: 900_000_100 + Int64(index)), household: "H\(index)",
                status: .resident, name: "検証 子", kana: "ケンショウ コ", sex: .female,
                born: born ?? day("2020-01-01"), postalCode: "1190001", address: "見本市中央1-1",
                residentFrom: born ?? day("2020-01-01"), recordHash: "r-\(index)", asOf: moment)
        })

    private static func work(
        _ directory: MemoryAddresseeDirectory = Self.directory
    ) throws -> ListUnregisteredWork {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: root.appending(path: "Schemes").path,
            digest: { Digest.of($0).description })
        let book = try #require(library.book("sample"))
        return ListUnregisteredWork(
            law: EligibilityLaw(book: book, office: .weekdays), directory: directory)
    }

    private func engine(
        _ bench: JobBench, token: String = "a",
        _ directory: MemoryAddresseeDirectory = Self.directory
    ) throws -> JobEngine {
        JobEngine(
            gate: bench.gate, year: try OfficeYear.standard(), works: [try Self.work(directory)],
            node: "n1", token: token)
    }

    private func begin(_ bench: JobBench, _ engine: JobEngine) throws -> Int64 {
        try bench.start(engine, .real, job: ListUnregisteredWork.job, by: JobBench.counter)
    }

    private func listed(_ bench: JobBench) throws -> [Int64] {
        try bench.store.read { try UnregisteredBook.children(limit: .max, from: $0) }
            .map(\.child.value)
    }

    @Test("誰も見つからない一覧も、いつ作ったかを仕事の記録が言う。途中の仕事は、作ったとは言わない")
    func nobodyFound() throws {
        let bench = try JobBench([try EntitlementSchema.migrations()])
        let engine = try engine(bench, MemoryAddresseeDirectory())
        func made() throws -> JobRun? {
            try bench.store.read { try JobBook.lastFinished(ListUnregisteredWork.job, from: $0) }
        }
        let id = try begin(bench, engine)
        #expect(try made() == nil)
        try engine.run(id, by: JobBench.counter)
        #expect(try made()?.id == id && made()?.totals.items == 0)
        #expect(try bench.store.read { try UnregisteredBook.newestFound(from: $0) } == nil)
        // The next one has only begun: the list is still that of the one before.
        _ = try begin(bench, engine)
        #expect(try made()?.id == id)
    }

    @Test("どこで電源が切れても、再開した一覧は、続けて作ったものと同じ。もう一度作っても同じ", .measure("R-23"))
    func everyPowerCut() throws {
        let areas = [try EntitlementSchema.migrations()]
        let whole = try JobBench(areas)
        let plain = try engine(whole)
        let first = try begin(whole, plain)
        whole.store.forgetStatements()
        try plain.run(first, by: JobBench.counter)
        let statements = whole.store.statements
        let expected = try listed(whole)
        #expect(expected.count > 12 && expected.count < 21)
        for cut in stride(from: 0, to: statements, by: max(1, statements / 25)) {
            let bench = try JobBench(areas)
            let one = try engine(bench)
            let id = try begin(bench, one)
            bench.store.cut(after: cut)
            _ = try? one.run(id, by: JobBench.counter)
            bench.store.cut(after: nil)
            let next = try engine(bench, token: "next")
            try next.recover()
            if try bench.look(id).status != .finished { try next.run(id, by: JobBench.counter) }
            #expect(try bench.look(id).status == .finished, "切れた所 \(cut)")
            #expect(try listed(bench) == expected, "切れた所 \(cut)")
        }
        let again = try begin(whole, plain)
        try plain.run(again, by: JobBench.counter)
        #expect(try listed(whole) == expected)
    }
}
