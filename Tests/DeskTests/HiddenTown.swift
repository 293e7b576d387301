// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Entitlement
import Formats
import Foundation
import Ledger
import Office
import Payments
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Desk

/// Families of whom a part is protected, each with a place of its own in every item that could tell
/// where they are: address, postal code, telephone, clinic, insurer, bank branch. Everything was
/// written down openly before the measure began, as in life.
struct HiddenTown {
    /// Every secret text begins with this, every secret number holds the digits.
    static let (word, digits, split) = ("隠匿雪", "98877", "988-77")

    /// How a measure becomes known.
    enum Way: Int, CaseIterable { case feed, registered, waiting }

    struct Household {
        let number: Int
        var way: Way { Way(rawValue: number % 3) ?? .feed }
        var mother: AddresseeNumber { HiddenTown.numbers[number * 4] }
        var child: AddresseeNumber { HiddenTown.numbers[number * 4 + 1] }
        var other: AddresseeNumber { HiddenTown.numbers[number * 4 + 2] }
        var father: AddresseeNumber { HiddenTown.numbers[number * 4 + 3] }
        /// Of every third family the father, who lives elsewhere, is recipient, and the abuser.
        var recipient: AddresseeNumber { way == .registered ? father : mother }
        var mark: String { "\(HiddenTown.word)\(padded(number, 3))" }
        var clinic: String { "1198877\(padded(number, 3))" }
    }

    /// Whether a page shows the account of a father who lives elsewhere, himself the recipient: his
    /// own branch on his own page tells nothing of the protected.
    func isOwnAccount(_ address: String, _ route: Route) -> Bool {
        route == .accountRecord
            && households.contains { one in
                one.recipient == one.father && address.contains("/\(one.father)/")
            }
    }

    /// Four persons a household; a town has 899 households at most (the branches have three digits).
    static let numbers: [AddresseeNumber] =
        (95_000..<98_600).compactMap { AddresseeNumber(serial: $0) }

    let bench: DeskBench
    let households: [Household]
    var office: Installation { bench.office }

    static let counter = MoneyBench.officer("c1", .counter)
    static let payment = MoneyBench.officer("p1", .payment)
    static let head = MoneyBench.officer("h1", .head)

    /// - Parameter approvesAll: otherwise half of what is due waits for the head.
    init(families: Int, approvesAll: Bool = false) async throws {
        households = (0..<families).map { Household(number: $0) }
        let branches = households.reduce(into: [String: BankBranch]()) { found, one in
            found["0017" + padded(one.number + 100, 3)] = BankBranch(
                bankName: "見本銀行", bankNameKana: "ﾐﾎﾝｷﾞﾝｺｳ", branchName: "\(one.mark)支店",
                branchNameKana: "ﾋﾐﾂ")
        }
        bench = try await DeskBench(banks: MemoryBankList(branches))
        try receive(households.flatMap(rows), "差分_20250609010000_002")
        try clinics()
        try applications()
        try benefits(approvesAll: approvesAll)
    }

    // MARK: 住民記録

    private func rows(_ one: Household) -> [[String: String]] { rows(one, change: 2, nil) }

    /// - Parameter members: those whose rows speak of a measure.
    private func rows(
        _ one: Household, change: Int, _ members: [AddresseeNumber]?
    ) -> [[String: String]] {
        let people: [(AddresseeNumber, String, String, String)] = [
            (one.mother, "花子", "19860620", "2"), (one.child, "翔", "20240205", "1"),
            (one.other, "凛", "20180910", "2"), (one.father, "太郎", "19850115", "1"),
        ]
        return people.enumerated().filter { members?.contains($0.1.0) ?? true }.map {
            index, person in
            let isFather = person.0 == one.father
            return [
                "stamp": "検証用", "change-number": String(change),
                "addressee": person.0.description,
                "individual-number": Family.individualNumber(5_000 + one.number * 4 + index),
                "household": isFather ? "8\(padded(one.number, 5))" : "7\(padded(one.number, 5))",
                "status": "1", "change-date": "20250301", "change-reason": "B00",
                "name": "検証隠\(one.number)　\(person.1)", "kana": "ケンショウカクシ　\(person.1)",
                "sex": person.3, "born": person.2, "relationship": index == 0 ? "02" : "20",
                "postal-code": isFather
                    ? "3430001" : "\(HiddenTown.digits)\(padded(one.number % 100, 2))",
                "address": isFather ? "見本市西一丁目1番1号" : "\(one.mark)町一丁目1番1号",
                "building": isFather ? "" : "\(one.mark)荘", "resident-from": person.2,
                "protection": members == nil ? "0" : "1",
                "mother": index == 1 || index == 2 ? one.mother.description : "",
                "father": index == 1 || index == 2 ? one.father.description : "",
                "phone": isFather
                    ? "000-900-0042" : "000\(HiddenTown.digits)\(padded(one.number, 3))1",
            ]
        }
    }

    private func receive(_ rows: [[String: String]], _ name: String) throws {
        guard !rows.isEmpty else { return }
        let layout = try office.layouts.feed("resident")
        var text = "\u{FEFF}" + layout.columns.map(\.name).joined(separator: ",") + "\r\n"
        for row in rows {
            text += layout.columns.map { row[$0.key] ?? "" }.joined(separator: ",") + "\r\n"
        }
        let bytes = Array(text.utf8)
        let report = try office.addressee.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { scope in
            try ReceiveResidentChanges.perform(
                .bytes(bytes), name: "resident_\(name).csv",
                digest: Digest.of(bytes).description, layout: layout, vault: office.vault,
                in: scope)
        }
        try #require(report.rejected == 0, "\(report.issues)")
    }

    // MARK: 福祉

    private func clinics() throws {
        let institutions = households.compactMap { one in
            MedicalInstitutionCode(one.clinic).map {
                Institution(code: $0, name: "\(one.mark)医院", location: .municipality)
            }
        }
        try #require(institutions.count == households.count)
        _ = try office.casework.perform(
            .importMasters, by: .machine("bench"), for: .maintenance
        ) { try RecordInstitutions.perform(institutions, in: $0) }
    }

    private func applications() throws {
        let day = office.settings.clock.today()
        let insurer = try #require(InsurerNumber("06119903"))
        let inputs = households.map { one in
            ApplicationInput(
                reason: .birth, channel: .counter, appliedOn: day, causeOn: day,
                applicant: one.recipient, child: one.child,
                identity: IdentityEvidence(
                    numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                    explanationVersion: "2025-1", isExplained: true),
                hasInsuranceEvidence: true,
                insurance: InsuranceInput(
                    child: one.child, insurer: insurer, insurerName: "\(one.mark)健康保険組合",
                    acquiredOn: day.adding(days: -400), symbol: "\(one.mark)記号", source: .shaho),
                account: AccountInput(
                    bank: "0017", branch: padded(one.number + 100, 3), type: .ordinary,
                    number: String(9_000_000 + one.number), holderKana: "ケンショウカクシ ハナコ",
                    from: day.adding(days: -400)))
        }
        let (office, directory) = (self.office, self.office.directory)
        let receipts = try office.casework.perform(
            ReceiveApplications.operation, by: Self.counter, for: .registration
        ) {
            try ReceiveApplications.perform(
                inputs, directory: directory, terms: office.intake, banks: office.banks, in: $0)
        }.map { try $0.get() }
        let proposals = try office.casework.perform(
            ProposeDecisions.operation, by: Self.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                receipts.map(\.id), law: office.law, directory: directory, terms: office.intake,
                in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: directory, in: scope)
        }
        let report = try office.casework.perform(
            ApproveDecisions.operation, by: Self.head, for: .registration
        ) { try ApproveDecisions.perform(.these(proposals), in: $0) }
        try #require(report.historyIDs.count == households.count)
        // Papers go to the post before anything is known: they are called back later.
        _ = try office.casework.perform(
            IssueNotices.operation, by: Self.counter, for: .registration
        ) {
            try IssueNotices.perform(
                report.historyIDs, letters: office.book.letters, directory: directory,
                freshness: office.freshness, in: $0)
        }
    }

    private func benefits(approvesAll: Bool) throws {
        let (office, law) = (self.office, BenefitLaw(book: self.office.book))
        let day = office.settings.clock.today()
        let month = day.yearMonth
        let inputs = households.map { one in
            ReimbursementInput(
                receipt: "H\(padded(one.number, 6))", appliedOn: day, applicant: one.recipient,
                child: one.child, treatmentMonth: month, institution: one.clinic,
                institutionName: "\(one.mark)医院", setting: .outpatient, cost: .points(1_234),
                days: 1, burdenTenths: 2, paid: Yen(2_470), highCost: .zero)
        }
        let entered = try office.casework.perform(
            ImportReimbursements.operation, by: Self.payment, for: .benefit
        ) { try ImportReimbursements.perform(inputs, law: law, in: $0) }.map { try $0.get() }
        let proposed = try office.casework.perform(
            ProposeReimbursements.operation, by: MoneyBench.officer("p2", .payment), for: .benefit
        ) { try ProposeReimbursements.perform(.waiting, law: law, in: $0) }
        try #require(proposed.proposals.count == entered.count, "\(proposed)")
        // Half of them wait for the head, so that the list of what is to be approved has some.
        let count = proposed.proposals.count
        let half = Array(proposed.proposals.prefix(approvesAll ? count : (count + 1) / 2))
        _ = try office.casework.perform(
            ApproveReimbursements.operation, by: Self.head, for: .benefit
        ) { try ApproveReimbursements.perform(.these(half), rules: .oneHead, in: $0) }
        let uses = try office.casework.perform(
            .viewAccounts, by: Self.head, for: .benefit
        ) { try AccountConfirmations.waiting(from: $0.db) }.map(\.use)
        if !uses.isEmpty {
            try office.casework.perform(
                ConfirmAccounts.operation, by: MoneyBench.officer("h2", .head), for: .change
            ) { try ConfirmAccounts.perform(uses, in: $0) }
        }
        let days = PaymentDays(book: office.book, bank: office.days.bank)
        _ = try office.casework.perform(
            ScheduleMonth.operation, by: Self.payment, for: .benefit
        ) { try ScheduleMonth.perform(month.next, days: days, in: $0) }
    }

    // MARK: 支援措置

    /// The measures begin.
    func protect() throws {
        var next = 10
        for one in households {
            let members = [one.mother, one.child, one.other]
            switch one.way {
            case .feed, .waiting:
                // A row that waits for a missing number hides as well.
                if one.way == .waiting { next += 5 }
                try receive(
                    rows(one, change: next, one.way == .feed ? members : [one.child]),
                    "差分_20250610\(padded(next, 6))_003")
                next += 1
            case .registered:
                let directory = office.directory
                let id = try office.casework.perform(
                    ProposeProtection.operation, by: Self.counter, for: .change
                ) {
                    try ProposeProtection.perform(
                        ProtectionInput(
                            members: members, kind: .violence,
                            from: office.settings.clock.today(), until: nil,
                            abuser: Abuser(number: one.father, relation: "前夫"), reason: "意見書"),
                        directory: directory, in: $0)
                }
                try office.casework.perform(
                    ApproveProtection.operation, by: Self.head, for: .change
                ) { try ApproveProtection.perform(id, directory: directory, in: $0) }
            }
        }
    }
}
