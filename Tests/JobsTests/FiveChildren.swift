// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Jobs

/// A work of the office, two rows a step: a job of five is killed between its steps.
struct TwoByTwo: JobWork {
    let work: any JobWork
    let batch = 2
    var code: String { work.code }
    var operation: OperationCode { work.operation }
    var purpose: Purpose { work.purpose }
    var unit: String { work.unit }

    func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        try work.plan(order, in: scope)
    }

    func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        try work.step(order, phase: phase, keys: keys, in: scope)
    }
}

/// Five children of one mother, applied for and granted as at the counter.
struct FiveChildren {
    static let children = (0..<5).map { AddresseeNumber(value: 900_000_111 + Int64($0)) }
    static let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
    static let today = "2025-06-10"
    private static let parent = AddresseeNumber(value: 900_000_121)

    let directory: MemoryAddresseeDirectory
    let law: EligibilityLaw

    /// - Parameters:
    ///   - year: in which all five were born.
    ///   - book: the town's.
    ///   - schemes: the folder of the books; `nil` is the repository's.
    init(born year: Int, book: String, in schemes: URL? = nil) throws {
        directory = MemoryAddresseeDirectory(
            [Self.person(Self.parent, "検証 花子", "ケンショウ ハナコ", born: "1985-05-05")]
                + zip(Self.children, ["一子", "二子", "三子", "四子", "五子"]).enumerated().map {
                    index, one in
                    Self.person(
                        one.0, "検証 \(one.1)", "ケンショウ コ", born: "\(year)-05-0\(index + 1)")
                })
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: (schemes ?? root.appending(path: "Schemes")).path,
            digest: { Digest.of($0).description })
        law = EligibilityLaw(book: try #require(library.book(book)), office: .weekdays)
    }

    private static func person(
        _ number: AddresseeNumber, _ name: String, _ kana: String, born: String
    ) -> ResidentSnapshot {
        ResidentSnapshot(
            number: number, household: "H1", status: .resident, name: name, kana: kana,
            sex: .female, born: day(born), postalCode: "1190001", address: "見本市中央1-1",
            residentFrom: day(born), recordHash: "r-\(number.value)",
            asOf: Instant(noonInJapan: day(today)))
    }

    private static func form(of child: AddresseeNumber) throws -> ApplicationInput {
        ApplicationInput(
            receipt: nil, reason: .birth, channel: .counter, appliedOn: day(today), causeOn: nil,
            applicant: parent, child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true), hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: child, insurer: try #require(InsurerNumber("06119903")),
                insurerName: "見本健康保険組合", acquiredOn: day("2025-04-01"), lostOn: nil,
                source: .shaho),
            account: AccountInput(
                bank: "9001", branch: "001", type: .ordinary, number: "9000001",
                holderKana: "ケンショウ ハナコ"), preferredSerial: nil)
    }

    static func approve(_ proposals: [Int64], on bench: JobBench) throws {
        try bench.gate.perform(ApproveDecisions.operation, by: JobBench.head, for: .change) {
            _ = try ApproveDecisions.perform(.these(proposals), in: $0)
        }
    }

    /// A bench on which all five are granted.
    func granted() throws -> JobBench {
        let bench = try JobBench([try EntitlementSchema.migrations()])
        let (directory, law) = (directory, law)
        let granted = try bench.gate.perform(
            ProposeDecisions.operation, by: JobBench.counter, for: .registration
        ) { scope in
            let received = try ReceiveApplications.perform(
                Self.children.map { try Self.form(of: $0) }, directory: directory,
                terms: Self.terms, in: scope)
            let judged = try JudgeApplications.perform(
                received.map { try $0.get().id }, law: law, directory: directory,
                terms: Self.terms, in: scope)
            return try ProposeDecisions.perform(
                judged.map { try $0.get() }, directory: directory, in: scope)
        }
        try Self.approve(granted, on: bench)
        return bench
    }
}
