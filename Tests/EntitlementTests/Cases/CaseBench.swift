// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Safeguards
import Scheme
import Vocabulary

/// What the tests of cases do again and again.
extension Office {
    static let father = AddresseeNumber(value: 900_000_022)
    static let sister = AddresseeNumber(value: 900_000_012)
    static let otherHead = Principal(
        officer: "U004", name: "U004", roles: [.head], session: "test", terminal: "T1")
    static let otherCounter = Principal(
        officer: "U005", name: "U005", roles: [.counter], session: "test", terminal: "T1")

    static let rules: CaseRules = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        do {
            return try CaseRules(
                tsv: String(
                    contentsOf: root.appending(path: "Schemes/national/case-papers.tsv"),
                    encoding: .utf8))
        } catch { preconditionFailure("\(error)") }
    }()

    /// Father and mother of the register, with the child between them.
    func family(divorced: Bool = false) {
        var father = person(Office.father, "検証 一郎", "ケンショウ イチロウ", born: "1988-03-03")
        if divorced { father.household = "H2" }
        directory.put(father)
        var child = person(Office.child, "検証 太郎", "ケンショウ タロウ", born: "2025-04-01")
        child.mother = Office.parent
        child.father = Office.father
        if divorced { child.household = "H2" }
        directory.put(child)
    }

    func claim(
        by claimant: AddresseeNumber, event: GuardianEvent = .divorce, on: String = "2025-06-01",
        children: [AddresseeNumber] = [Office.child]
    ) -> ChangeGuardian.Input {
        var form = self.form(applied: on, evidence: false)
        form.kind = .change
        form.reason = .recipientChange
        form.applicant = claimant
        form.account = nil
        return ChangeGuardian.Input(
            form: form, children: children,
            claim: GuardianClaim(event: event, basis: "G01", on: date(on)))
    }

    @discardableResult
    func change(
        _ input: ChangeGuardian.Input, consequences: MemoryConsequences = MemoryConsequences(),
        by who: Principal = Office.counter
    ) throws -> NoticeReport {
        try gate.perform(ChangeGuardian.operation, by: who, for: .change) {
            try ChangeGuardian.perform(
                input, rules: Office.rules, tests: Office.law.book.recipientTests,
                directory: directory, terms: Office.terms, consequences: consequences, in: $0)
        }
    }

    func foresee(
        _ input: CorrectionInput, consequences: MemoryConsequences = MemoryConsequences()
    ) throws -> Aftermath {
        try gate.perform(
            ForeseeCorrection.operation, by: Office.counter, for: .change, about: [Office.child]
        ) { try ForeseeCorrection.perform(input, consequences: consequences, in: $0) }
    }

    func correct(
        _ input: CorrectionInput, seen: String,
        consequences: MemoryConsequences = MemoryConsequences(),
        by who: Principal = Office.counter
    ) throws -> Int64 {
        try gate.perform(
            CorrectDecision.operation, by: who, for: .change, about: [Office.child],
            reason: "訂正"
        ) {
            try CorrectDecision.perform(input, seen: seen, consequences: consequences, in: $0)
        }
    }

    /// A rule of two heads for half a year.
    @discardableResult
    func signRule(days: Int = 5, until: String = "2027-04-01") throws -> Int64 {
        try appoint([Office.head, Office.otherHead], until: until)
        let id = try gate.perform(
            ProposeDecisionRule.operation, by: Office.head, for: .registration, reason: "専決規程"
        ) {
            try ProposeDecisionRule.perform(
                over: EffectivePeriod(from: date("2025-04-01"), until: date("2025-10-01")),
                checkDays: days, ground: "専決規程第3条(架空)", in: $0)
        }
        try gate.perform(
            ApproveDecisionRule.operation, by: Office.otherHead, for: .registration
        ) { try ApproveDecisionRule.perform(id, in: $0) }
        return id
    }

    func decideAtOnce(
        _ ids: [Int64], by who: Principal = Office.counter
    ) throws -> DecideAtOnce.Outcome {
        try gate.perform(DecideAtOnce.operation, by: who, for: .registration) {
            try DecideAtOnce.perform(
                ids, law: Office.law, directory: directory, terms: Office.terms, in: $0)
        }
    }

    func list() throws -> ListUnregistered.Report {
        try gate.perform(ListUnregistered.operation, by: Office.counter, for: .registration) {
            try ListUnregistered.perform(law: Office.law, directory: directory, in: $0)
        }
    }

    func issue(_ ids: [Int64]) throws -> CertificateBatch {
        try gate.perform(IssueCertificates.operation, by: Office.counter, for: .registration) {
            try IssueCertificates.perform(
                .decisions(ids), law: Office.law, directory: directory,
                freshness: MemoryFreshness(), in: $0
            ).batch
        }
    }
}
