// SPDX-License-Identifier: Apache-2.0
import Database
import Support
import Testing
import Vocabulary

@testable import Addressee
@testable import Safeguards

@Suite("支援措置（団体内統合宛名）")
struct ProtectionRegisterTests {
    private static let head = Principal(
        officer: "h901", name: "決裁 一郎", roles: [.head], session: "t", terminal: "t")

    private func standing(_ place: Int, _ register: Register) throws -> ProtectionStanding? {
        let number = Register.addressee(place)
        return try register.ask { try ProtectionBook.standings(of: [number], in: $0) }[number]
    }

    private func resident(_ place: Int, _ register: Register) throws -> Resident {
        let number = Register.addressee(place)
        return try #require(try register.ask { try ResidentBook.resident(number, in: $0) })
    }

    private func protect(_ places: [Int], _ reference: String, _ register: Register) throws {
        try register.gate.perform(
            RegisterProtection.operation, by: Self.head, for: .addressing
        ) {
            try RegisterProtection.perform(
                places.map { Register.addressee($0) }, until: CivilDate(iso: "2026-03-31"),
                reference: reference, in: $0)
        }
    }

    private func lift(
        _ place: Int, _ version: ProtectionVersion, _ reference: String, _ register: Register,
        by who: Principal = ProtectionRegisterTests.head
    ) throws {
        try register.gate.perform(
            LiftProtection.operation, by: who, for: .addressing, reason: "本人の申出"
        ) {
            try LiftProtection.perform(
                [Register.addressee(place): version], reference: reference, in: $0)
        }
    }

    private func row(_ place: Int, _ change: Int, protected: Bool = false) -> Register.Row {
        var row = Register.row(place, change: change)
        row.isProtected = protected
        row.household = "90\(place)"
        return row
    }

    @Test(
        "古い一覧からの終了は、後から届いた支援措置を外せない（目黒区の事例）",
        .measure("R-87", "R-10"))
    func staleListCannotLift() throws {
        let register = try Register()
        try register.receive([row(1, 1, protected: true)], digest: "a")
        let seen = try #require(try standing(1, register)).version
        // A new measure arrives while the list lies on the desk.
        try register.receive([row(1, 2, protected: true)], digest: "b")
        #expect(throws: AddresseeRefusal.protectionMoved) { try lift(1, seen, "P1", register) }
        #expect(try resident(1, register).isProtected)
        let now = try #require(try standing(1, register)).version
        try lift(1, now, "P2", register)
        #expect(try resident(1, register).isProtected == false)
        // The same decision once more changes nothing; a new measure protects anew.
        try lift(1, now, "P2", register)
        try register.receive([row(1, 3, protected: true)], digest: "c")
        try lift(1, now, "P2", register)
        #expect(try resident(1, register).isProtected)
    }

    @Test("登録した支援措置は、住民記録の異動でも再取込でも消えず、登録の後の終了だけが効く")
    func registrationSurvivesTheFeed() throws {
        let register = try Register()
        try register.receive([row(1, 1), row(2, 2)], digest: "a")
        try protect([1], "P1", register)
        try protect([1], "P1", register)
        #expect(try register.count("protection_measure") == 1)
        try register.receive([row(1, 3)], digest: "b")
        try register.receive(
            [row(1, 4), row(2, 5)], digest: "c", name: "resident_全件_20250401070000_002.csv")
        #expect(try resident(1, register).isProtected)
        #expect(try resident(2, register).isProtected == false)
        let first = try #require(try standing(1, register)).version
        try protect([1], "P2", register)
        #expect(throws: AddresseeRefusal.protectionMoved) { try lift(1, first, "P3", register) }
        #expect(try resident(1, register).isProtected)
    }

    @Test("同じ世帯の人の住所も隠れ、世帯を出ると隠れない")
    func householdIsOnePlace() throws {
        let register = try Register()
        var cohabitant = row(2, 2)
        cohabitant.household = "901"
        try register.receive([row(1, 1, protected: true), cohabitant, row(3, 3)], digest: "a")
        #expect(try resident(2, register).isProtected)
        #expect(try resident(2, register).protectionVersion == "H")
        #expect(try resident(3, register).isProtected == false)
        cohabitant.change = 4
        cohabitant.household = "903"
        try register.receive([cohabitant], digest: "b")
        #expect(try resident(2, register).isProtected == false)
    }

    @Test("支援措置の人は、住所の一部や市外局番を当てても見付からない", .measure("R-10"))
    func placeCannotBeGuessed() throws {
        let register = try Register()
        try register.receive([row(1, 1), row(2, 2)], digest: "a")
        func found(_ query: ResidentQuery) throws -> Set<AddresseeNumber> {
            Set(try register.ask { try ResidentBook.search(query, in: $0) }.map(\.addressee))
        }
        #expect(try found(.address("中央一丁目")).count == 2)
        try protect([1], "P1", register)
        #expect(try found(.address("中央一丁目")) == [Register.addressee(2)])
        #expect(try found(.addressee(Register.addressee(1))).count == 1)
    }

    @Test("支援措置の人は、前の氏名に住所の一部や市外局番を添えても見付からず、見付かった人は記録に残る", .measure("R-10", "R-54"))
    func placeCannotBeGuessedByFormerName() throws {
        let register = try Register()
        var renamed = [row(1, 3), row(2, 4)]
        try register.receive([row(1, 1), row(2, 2)], digest: "a")
        for index in renamed.indices {
            renamed[index].name = "新姓　\(index)"
            renamed[index].kana = "シンセイ"
        }
        try register.receive(renamed, digest: "b")
        try protect([1], "P1", register)
        let former = ResidentQuery.name(NameKey.searchKey("検証"))
        func found(_ queries: [ResidentQuery]) throws -> Set<AddresseeNumber> {
            Set(try register.ask { try ResidentBook.search(queries, in: $0) }.map(\.addressee))
        }
        #expect(try found([former]).count == 2)
        #expect(try found([former, .address("中央一丁目")]) == [Register.addressee(2)])
        #expect(try !found([former, .phone("000")]).contains(Register.addressee(1)))
        let seen = try register.ask { scope in
            _ = try ResidentBook.search([former], in: scope)
            return scope.subjects
        }
        #expect(seen.isSuperset(of: [Register.addressee(1), Register.addressee(2)]))
    }

    @Test("終了は決裁の役割だけが、理由を付けて行える")
    func onlyTheHeadLifts() throws {
        let register = try Register()
        try register.receive([row(1, 1, protected: true)], digest: "a")
        let version = try #require(try standing(1, register)).version
        for role in [Role.counter, .payment, .administrator, .auditor, .system, .vendor] {
            let who = Principal(
                officer: "x", name: "x", roles: [role], session: "t", terminal: "t")
            #expect(throws: SafeguardRefusal.notPermitted) {
                try lift(1, version, "P1", register, by: who)
            }
        }
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try register.gate.perform(
                LiftProtection.operation, by: Self.head, for: .addressing
            ) { _ in }
        }
        #expect(try resident(1, register).isProtected)
    }

    @Test("いまの支援措置の表は、事実から作り直したものと同じ")
    func standingIsRebuilt() throws {
        let register = try Register()
        var random = Seeded(4_001)
        var change = 0
        for round in 0..<30 {
            let place = Int.random(in: 1...5, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: try protect([place], "P\(round)", register)
            case 1:
                if let standing = try standing(place, register), standing.isInForce {
                    try lift(place, standing.version, "L\(round)", register)
                }
            default:
                change += 1
                try register.receive(
                    [row(place, change, protected: Bool.random(using: &random))],
                    digest: "f\(round)")
            }
        }
        let (kept, made) = try register.store.read { db in
            func rows(_ sql: String) throws -> [String] {
                try db.rows(sql) { row in
                    (0..<5).map { row.optionalInt64($0).map(String.init) ?? "-" }
                        .joined(separator: ",")
                }
            }
            return (
                try rows(
                    """
                    SELECT addressee, feed_change, measure_id, lifted_change, lifted_measure
                    FROM protection_now ORDER BY addressee
                    """),
                try rows(
                    """
                    SELECT a.addressee,
                    COALESCE((SELECT MAX(f.change_number) FROM resident_fact f
                        WHERE f.addressee = a.addressee AND f.protection = 1), 0),
                    COALESCE((SELECT MAX(m.id) FROM protection_measure m
                        WHERE m.addressee = a.addressee), 0),
                    COALESCE((SELECT MAX(l.feed_change) FROM protection_lift l
                        WHERE l.addressee = a.addressee), 0),
                    COALESCE((SELECT MAX(l.measure_id) FROM protection_lift l
                        WHERE l.addressee = a.addressee), 0)
                    FROM (SELECT addressee FROM resident_fact WHERE protection = 1
                        UNION SELECT addressee FROM protection_measure) a ORDER BY a.addressee
                    """)
            )
        }
        #expect(!kept.isEmpty && kept == made)
    }
}
