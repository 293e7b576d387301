// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Press
import Safeguards
import Synchronization
import Testing
import Vocabulary

@testable import Copying

/// A clock that a test moves.
final class TestClock: Clock {
    private let value: Mutex<Instant>
    init(_ day: String) throws {
        value = Mutex(Instant(noonInJapan: try #require(CivilDate(iso: day))))
    }
    func now() -> Instant { value.withLock { $0 } }
    func pass(_ seconds: Int64) { value.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Containers in memory; a test may damage or lose one.
final class TestShelf: ContainerShelf {
    let files = Mutex<[String: [UInt8]]>([:])
    func put(_ container: [UInt8], named name: String) {
        files.withLock { $0[name] = container }
    }
    func container(named name: String) -> [UInt8]? { files.withLock { $0[name] } }
}

/// One list of so many children, made up.
struct TestLists: ReadyMadeLists {
    var count = 3
    static let first: Int64 = 900_000_000_000_000

    let all = [
        ReadyMadeList(
            code: "children", title: "児童一覧", explanation: "試験のための一覧。",
            columns: [
                .init("child", "宛名番号"), .init("name", "氏名", .name),
                .init("born", "生年月日", .birthDate), .init("phone", "電話", .phone),
                .init("account", "口座", .account), .init("amount", "金額", .amount),
            ], conditions: [.init("on", "基準日", .day)])
    ]

    func rows(
        _ question: ListQuestion, limit: Int, in scope: Scope
    ) throws -> [[TableCell]] {
        (0..<min(count, limit + 1)).map { index in
            let child = Self.first + Int64(index)
            scope.saw(AddresseeNumber(value: child))
            return question.items.map { item in
                switch item {
                case "child": .text(String(child))
                case "name": .text("=検証　\(index)子")
                case "amount": .number(String(index))
                default: .text("2020-01-0\(index % 9 + 1)")
                }
            }
        }
    }
}

/// An office with officers of every role, copies and ceilings, in memory.
final class Bench {
    let store: any Store
    let clock: TestClock
    let shelf = TestShelf()
    let key = CopyPrivateKey()
    let ledger: Ledger
    private(set) var gate: Gate
    private(set) var ceilings: Ceilings
    let limits: [String: Int]
    var lists = TestLists()

    /// - Parameter limits: values in place of those of the table.
    init(_ limits: [String: Int] = [:], store: (any Store)? = nil) throws {
        self.limits = limits
        let place = try store ?? Stores.memory()
        self.store = place
        clock = try TestClock("2025-06-10")
        try place.migrate([
            LedgerSchema.migrations(), SafeguardsSchema.migrations(), CopyingSchema.migrations(),
        ])
        let signer = try #require(
            LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32)))
        ledger = Ledger(origin: "hagukumi/119997/test", signer: signer)
        ceilings = Ceilings(try place.read { try CopyingTerms.read(from: $0, others: limits) })
        gate = Gate(store: place, ledger: ledger, clock: clock, watches: [ceilings])
        try gate.perform(.manageOfficers, by: .machine("test"), for: .maintenance) { scope in
            for (officer, role) in Self.staff {
                try scope.facts.append(
                    "officer", ["officer": officer, "name": "検証 \(officer)", "department": "課"])
                guard role != .vendor else { continue }
                try scope.facts.append(
                    "officer_grant",
                    [
                        "officer": officer, "role": role.rawValue, "from_date": "2025-04-01",
                        "until_date": "2026-04-01",
                    ])
            }
            try scope.facts.append(
                "vendor_grant",
                [
                    "officer": "hoshu", "contract": "K9", "employer": "見本情報",
                    "from_date": "2025-04-01", "until_date": "2026-04-01",
                ])
        }
    }

    static let staff: [(String, Role)] = [
        ("kanri", .administrator), ("kanri2", .administrator), ("kacho", .head),
        ("bucho", .head), ("uketsuke", .counter), ("kyufu", .payment), ("kansa", .auditor),
        ("hoshu", .vendor),
    ]

    func person(_ officer: String) -> Principal {
        let role = Self.staff.first { $0.0 == officer }?.1
        return Principal(
            officer: officer, name: officer, roles: Set([role].compactMap(\.self)),
            session: "test", terminal: "T1")
    }

    /// The process begins anew: nothing is left in memory.
    func restart() throws {
        ceilings = Ceilings(try store.read { try CopyingTerms.read(from: $0, others: limits) })
        gate = Gate(store: store, ledger: ledger, clock: clock, watches: [ceilings])
    }

    var terms: CopyTerms { ceilings.terms.copies }

    func new(
        recipient: String = "kyufu", recipientClass: String = "section",
        items: [String] = ["child", "name"], until: String = "2025-06-12",
        format: CopyFormat = .csv
    ) throws -> NewCopy {
        NewCopy(
            question: ListQuestion(
                list: "children", conditions: ["on": "2025-06-01"], items: items),
            format: format, recipient: recipient, recipientClass: recipientClass,
            publicKey: key.publicKey.description, use: "年次更新の確認",
            until: try #require(CivilDate(iso: until)))
    }

    @discardableResult
    func request(_ new: NewCopy, by officer: String = "kanri") throws -> Int64 {
        try gate.perform(
            .requestCopy, by: person(officer), for: .statistics, reason: "年次更新"
        ) { try RequestCopy.perform(new, lists: lists, terms: terms, in: $0) }
    }

    func approve(_ id: Int64, by officer: String = "kacho") throws {
        try gate.perform(.approveCopy, by: person(officer), for: .statistics) {
            try DecideCopy.approve(id, lists: lists, in: $0)
        }
    }

    @discardableResult
    func write(_ id: Int64, by officer: String = "kanri") throws -> WrittenContainer {
        try gate.perform(.exportData, by: person(officer), for: .statistics, reason: "作成") {
            try WriteCopy.perform(
                id, municipality: "119997", lists: lists, terms: terms, shelf: shelf, in: $0)
        }
    }

    func handOut(
        _ id: Int64, _ transport: Transport? = nil, by officer: String = "kanri"
    ) throws -> [UInt8] {
        let transport = try transport ?? medium("M-1")
        return try gate.perform(.recordTransport, by: person(officer), for: .statistics) {
            try RecordTransport.handOut(id, transport, shelf: shelf, in: $0).bytes
        }
    }

    func medium(_ number: String, _ event: Transport.Event = .handed) throws -> Transport {
        Transport(
            event, medium: number, carrier: "検証 運搬", destination: "会計課", protection: "施錠ケース",
            on: try #require(CivilDate(iso: "2025-06-10")))
    }

    /// A container that was written and handed out.
    func copied(_ new: NewCopy) throws -> [UInt8] {
        let id = try request(new)
        try approve(id)
        try write(id)
        return try handOut(id, try medium("M-\(id)"))
    }

    func copy(_ id: Int64) throws -> CopyCase {
        try #require(try store.read { try CopyBook.copy(id, from: $0) })
    }

    /// Looks at one person, as a page does.
    func see(_ person: Int64, by officer: String = "uketsuke") throws {
        try gate.perform(
            .viewPerson, by: self.person(officer), for: .registration,
            about: [AddresseeNumber(value: TestLists.first + person)]
        ) { _ in }
    }
}
