// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Reports

/// A directory that counts how often it is asked.
private final class CountedDirectory: AddresseeDirectory {
    private let people: MemoryAddresseeDirectory
    private let asked = Mutex(0)

    init(_ people: MemoryAddresseeDirectory) { self.people = people }

    var times: Int { asked.withLock { $0 } }

    func persons(_ numbers: [AddresseeNumber]) -> [AddresseeNumber: ResidentSnapshot] {
        asked.withLock { $0 += 1 }
        return people.persons(numbers)
    }
    func person(_ number: AddresseeNumber, asOf day: CivilDate?) -> ResidentSnapshot? {
        asked.withLock { $0 += 1 }
        return people.person(number, asOf: day)
    }
    func household(of number: AddresseeNumber) -> [ResidentSnapshot] {
        people.household(of: number)
    }
    func children(of number: AddresseeNumber) -> [ResidentSnapshot] { people.children(of: number) }
    func family(
        of number: AddresseeNumber, with others: [AddresseeNumber]
    ) throws -> (members: [ResidentSnapshot], persons: [AddresseeNumber: ResidentSnapshot]) {
        (people.household(of: number), people.persons(others))
    }
    func search(_ query: PersonQuery) -> [ResidentSnapshot] { people.search(query) }
    func residents(
        born period: EffectivePeriod, after cursor: BirthCursor?, limit: Int
    ) -> [ResidentSnapshot] { people.residents(born: period, after: cursor, limit: limit) }
    func changes(after cursor: Int64, limit: Int) -> [ResidentChangeNotice] {
        people.changes(after: cursor, limit: limit)
    }
    func residentFeed() -> ResidentFeedNews? { people.residentFeed() }
    func protections(of numbers: [AddresseeNumber]?) -> [AddresseeNumber: ProtectionStanding] {
        people.protections(of: numbers)
    }
    func protect(
        _ numbers: [AddresseeNumber], until: CivilDate?, reference: String,
        by officer: Principal
    ) { people.protect(numbers, until: until, reference: reference, by: officer) }
    func unprotect(
        _ versions: [AddresseeNumber: String], reference: String, by officer: Principal
    ) throws { try people.unprotect(versions, reference: reference, by: officer) }
}

@Suite("県補助: 所得区分と第何子で変わる県の決まりを、請求と同じ世帯で計算する")
struct SubsidyHouseholdTests {
    private static let child = AddresseeNumber(value: 900_000_001)
    private static let elder = AddresseeNumber(value: 900_000_002)
    private static let eldest = AddresseeNumber(value: 900_000_003)
    private static let recipient = AddresseeNumber(value: 900_000_101)

    private static func book(asking: Bool = true) throws -> SchemeBook {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var schemes = root.appending(path: "Schemes")
        let folder = try TemporaryFolder("family-prefecture")
        if asking {
            let changed = folder.file("Schemes")
            try FamilyPrefecture.write(from: schemes, to: changed)
            schemes = changed
        }
        return try withExtendedLifetime(folder) {
            let library = try SchemeLibrary.load(
                directory: schemes.path, digest: { Digest.of($0).description })
            return try #require(library.book("sample-prefecture"))
        }
    }

    /// An office with two claims of April, 2,468 and 1,000 yen, and a reimbursement of 4,000 yen for
    /// March.
    private struct Town {
        let office: SmallOffice
        let directory: CountedDirectory
        let law: BenefitLaw

        init(born: String = "2020-06-10", asking: Bool = true, claims: Int = 0) throws {
            office = try SmallOffice()
            let people = MemoryAddresseeDirectory()
            for (number, born) in [
                (child, born), (elder, "2014-05-01"), (eldest, "2012-05-01"),
                (recipient, "1985-05-05"),
            ] {
                people.put(
                    ResidentSnapshot(
                        number: number, household: "H1", status: .resident, name: "検証",
                        kana: "ケンショウ", sex: .female, born: date(born), postalCode: "1190001",
                        address: "見本市中央1-1", residentFrom: date(born),
                        recordHash: "r-\(number.value)", asOf: SmallOffice.now))
            }
            directory = CountedDirectory(people)
            law = BenefitLaw(
                law: EligibilityLaw(book: try book(asking: asking), office: .weekdays),
                directory: directory)
            try office.record { scope in
                try scope.decide(
                    child: Int(child.value), recipient: Int(recipient.value), born: born,
                    applied: "2020-06-20", decided: "2020-06-30")
                try scope.claims(
                    "2025-04", digest: "a",
                    [(.medical, .outpatient, 1_234, 2_468), (.dental, .outpatient, 500, 1_000)])
                if claims > 0 {
                    try scope.claims(
                        "2025-04", digest: "b",
                        Array(
                            repeating: (.medical, .outpatient, 1_234, 2_468), count: claims))
                }
                try scope.reimburse(
                    "K1", applied: "2025-04-10", decided: "2025-04-20", outcome: .paid,
                    payable: 4_000, points: 2_000)
            }
        }

        /// An officer writes down who belongs to the household.
        func join(
            _ member: AddresseeNumber, _ relation: String, from day: String = "2020-06-10"
        ) throws {
            try office.record { scope in
                try scope.facts.append(
                    "welfare_household_fact",
                    [
                        "member_from": day, "relation": relation,
                        "member": member, "recipient": recipient,
                        "cause": "application", "reason": "申告",
                    ])
            }
        }

        /// What a tax certificate says of the recipient.
        func tax(_ levy: Int?, isExempt: Bool = false) throws {
            try office.record { scope in
                try scope.facts.append(
                    "income_paper",
                    [
                        "subject": recipient, "tax_year": 2024, "is_declared": 1,
                        "is_exempt": isExempt ? 1 : 0, "income_levy": levy,
                        "dependants": 0, "paper": "課税証明書", "seen_on": "2025-04-01",
                        "is_void": 0, "officer": "U002",
                    ])
            }
        }

        func sheet() throws -> SubsidyReport {
            let period = try StatisticsPeriod(first: month("2025-04"), last: month("2025-06"))
            return try office.gate.perform(
                ViewSubsidy.operation, by: SmallOffice.head, for: .statistics
            ) { try ViewSubsidy.perform(period, law: law, in: $0) }
        }

        func list(_ figure: SubsidyReport.Figure) throws -> [SubsidyLine] {
            let period = try StatisticsPeriod(first: month("2025-04"), last: month("2025-06"))
            return try office.gate.perform(
                ListSubsidy.operation, by: SmallOffice.head, for: .statistics
            ) {
                try ListSubsidy.perform(
                    figure, months: period, setting: nil, law: law, in: $0)
            }.lines
        }

        /// Whom the newest entry of the log names.
        func logged() throws -> Set<Int64> {
            try office.store.read { db in
                Set(
                    try db.rows(
                        """
                        SELECT subject FROM operation_subject
                        WHERE operation_id = (SELECT MAX(id) FROM operation)
                        """, []
                    ) { $0.int64(0) })
            }
        }
    }

    @Test("福祉世帯の登録がなければ、足りないものの名を付けて「計算できない」と数える")
    func unknown() throws {
        let town = try Town()
        let sheet = try town.sheet()
        #expect(sheet.total.claims == 3 && sheet.total.held == 3)
        #expect(sheet.total.eligible == .zero)
        let lines = try town.list(.held)
        #expect(lines.count == 3)
        #expect(
            lines.allSatisfy { $0.answer.reason.wording.contains("福祉世帯の登録") }, "\(lines)")
    }

    @Test("第二子までは所得区分の額を引き、境の一円で区分が変わり、非課税は引かない。償還払いも同じ")
    func classes() throws {
        let town = try Town()
        try town.join(Self.child, "子")
        try town.join(Self.elder, "子", from: "2014-05-01")
        #expect(try town.sheet().total.held == 3, "所得が分からない")
        func eligible() throws -> Yen {
            let sheet = try town.sheet()
            #expect(sheet.total.held == 0)
            let lines = try town.list(.claims)
            #expect(
                lines.reduce(Yen.zero) { $0 + $1.answer.eligible } == sheet.total.eligible)
            return sheet.total.eligible
        }
        // 600 off each: 1,868, 400 and 3,400.
        try town.tax(99_999)
        #expect(try eligible() == Yen(5_668))
        // 1,000 off each: 1,468, nothing and 3,000.
        try town.tax(100_000)
        #expect(try eligible() == Yen(4_468))
        try town.tax(nil, isExempt: true)
        #expect(try eligible() == Yen(7_468))
    }

    @Test("第三子からは所得を待たずに全額が対象")
    func third() throws {
        let town = try Town()
        try town.join(Self.child, "子")
        try town.join(Self.elder, "子", from: "2014-05-01")
        try town.join(Self.eldest, "子", from: "2012-05-01")
        let sheet = try town.sheet()
        #expect(sheet.total.held == 0 && sheet.total.eligible == Yen(7_468))
    }

    @Test("診療月に世帯にいない兄姉は数えない。診療月の最後の日に入った兄姉は数える")
    func monthOfTreatment() throws {
        // March is the month of the reimbursement, April of the claims.
        let town = try Town()
        try town.join(Self.child, "子")
        try town.join(Self.elder, "子", from: "2014-05-01")
        try town.join(Self.eldest, "子", from: "2025-04-30")
        try town.tax(100_000)
        // 2,468 + 1,000 in full, and 4,000 less 1,000.
        #expect(try town.sheet().total.eligible == Yen(6_468))
    }

    @Test("戻った額も、世帯で決まる補助対象額までで引く")
    func returned() throws {
        let town = try Town()
        try town.office.record { scope in
            let claim = try #require(
                try scope.db.first("SELECT MIN(id) FROM claim") { $0.optionalInt64(0) } ?? nil)
            let recovery = try scope.facts.append(
                "recovery",
                [
                    "recovery_key": "r1", "child": Self.child, "recipient": Self.recipient,
                    "amount": 2_000, "reason": "wrong", "explanation": "試験",
                    "claimed_on": "2025-06-01", "officer": "U002", "claim_id": claim,
                ])
            try scope.facts.append(
                "recovery_event",
                [
                    "event_key": "e1", "recovery_id": recovery, "event": "received",
                    "amount": 2_000, "event_on": "2025-06-20", "officer": "U002",
                ])
        }
        #expect(try town.sheet().total.deducted == .zero)
        try town.join(Self.child, "子")
        try town.tax(100_000)
        #expect(try town.sheet().total.deducted == Yen(1_468))
        try town.tax(99_999)
        #expect(try town.sheet().total.deducted == Yen(1_868))
    }

    @Test("請求が何件でも住民の台帳には二か月に一度だけ聞き、聞かない本と対象の年齢でない子では聞かない")
    func batches() throws {
        let many = try Town(claims: 40)
        try many.join(Self.child, "子")
        try many.tax(100_000)
        #expect(try many.sheet().total.claims == 43 && many.directory.times == 1)
        let plain = try Town(asking: false)
        #expect(try plain.sheet().total.eligible == Yen(4_468) && plain.directory.times == 0)
        let old = try Town(born: "2010-06-10")
        #expect(try old.sheet().total.overAge == 3 && old.directory.times == 0)
    }

    @Test("表のログには誰の名も所得もなく、一覧のログには世帯の人が残る。所得の額はどこにも出ない")
    func quiet() throws {
        let town = try Town()
        try town.join(Self.child, "子")
        try town.join(Self.elder, "子", from: "2014-05-01")
        try town.tax(98_765)
        _ = try town.sheet()
        #expect(try town.logged().isEmpty)
        let lines = try town.list(.claims)
        #expect(
            try town.logged()
                == Set([Self.child, Self.elder, Self.recipient].map(\.value)))
        let first = try #require(lines.first)
        let law = town.law
        let shown = try town.office.gate.perform(
            ExplainSubsidy.operation, by: SmallOffice.head, for: .statistics
        ) {
            try ExplainSubsidy.perform(
                first.mark.id, isInKind: true, in: month("2025-04"), law: law, scope: $0)
        }
        #expect(try town.logged().contains(Self.elder.value))
        let words = shown.computation.steps.map { "\($0)" }.joined() + shown.age
        #expect(words.contains("所得区分は低所得") && words.contains("第2子"), "\(words)")
        #expect(!words.contains("98765") && !words.contains("98,765") && !words.contains("98_765"))
    }
}
