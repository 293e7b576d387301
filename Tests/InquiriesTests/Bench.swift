// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Formats
import Foundation
import Inquiries
import Ledger
import NumberGate
import Safeguards
import Support
import Synchronization
import Vault
import Vocabulary

/// A clock that the test moves.
final class MovedClock: Clock {
    private let moment: Mutex<Instant>
    init(_ start: Instant) { moment = Mutex(start) }
    func now() -> Instant { moment.withLock { $0 } }
    func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// System 2 with a few fictional residents, and a relay to the simulator as a real process.
final class Bench: Sendable {
    static let start = Instant(microseconds: 1_743_476_400_000_000)
    static let body = "119997"
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    let folder: TemporaryFolder
    let store: any Store
    let gate: Gate
    let clock: MovedClock
    let catalogue: InquiryCatalogue
    let welfare: Peer
    let casework = Principal.machine("casework")

    /// - Parameter path: a file that outlives the bench; else one of its own.
    init(
        store given: (any Store)? = nil, path: String? = nil, at now: Instant = Bench.start
    ) throws {
        folder = try TemporaryFolder("inquiries")
        store =
            try given
            ?? Stores.sqlite(
                at: path ?? folder.file("addressee.sqlite").path, body: Bench.body)
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try AddresseeSchema.migrations(), try InquiriesSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 9, count: 32))
        else { preconditionFailure("32 bytes make a key") }
        clock = MovedClock(now)
        gate = Gate(
            store: store, ledger: Ledger(origin: "test", signer: signer), clock: clock)
        catalogue = try SignedCatalogue.sample()
        guard let peer = try PeerRegister.standard().peer(.welfare) else {
            throw AddresseeRefusal.notRegisteredForRequest
        }
        welfare = peer
    }

    // MARK: 人

    /// The n-th 宛名番号; serials without a check digit are skipped.
    static func addressee(_ place: Int) -> AddresseeNumber {
        let serials = 90_000..<(90_000 + 2 * Int64(place) + 20)
        return serials.compactMap { AddresseeNumber(serial: $0) }[place]
    }

    /// Numbers residents 0, 1, … from one file of the feed.
    func settle(_ count: Int, protected: Set<Int> = []) throws {
        let layout = try LayoutLibrary.load(directory: Bench.root.appending(path: "Layouts").path) {
            _ in ""
        }.feed("resident")
        var text = "\u{FEFF}" + layout.columns.map(\.name).joined(separator: ",") + "\r\n"
        for place in 0..<count {
            let body = 99_900_000_000 + Int64(place)
            let number = String(body) + String(NumberCheck.synthetic.digit(ofBody: body))
            let known = [
                "stamp": "検証用", "change-number": String(place + 1),
                "addressee": Bench.addressee(place).description, "individual-number": number,
                "household": String(900_001 + place), "status": "1", "change-date": "20250301",
                "change-reason": "B00", "name": "検証　\(place)", "kana": "ケンショウ", "sex": "2",
                "born": "20150405", "relationship": "20", "postal-code": "3430000",
                "address": "見本市中央一丁目1番1号", "resident-from": "20150405",
                "protection": protected.contains(place) ? "1" : "0",
            ]
            text += layout.columns.map { known[$0.key] ?? "" }.joined(separator: ",") + "\r\n"
        }
        let random = RehearsalRandomBytes(seed: 1)
        let vault = try NumberVault(
            Keyring.create(body: Bench.body, random: random), check: .synthetic, random: random)
        let source = ByteSource.bytes(Array(text.utf8))
        try gate.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { scope in
            _ = try ReceiveResidentChanges.perform(
                source, name: "resident_差分_20250401060000_001.csv", digest: "a",
                layout: layout, vault: vault, in: scope)
        }
    }

    // MARK: 照会

    static let tax = (procedure: "KODOMO-01", item: "TM00000000000002")

    func order(
        _ number: String, about place: Int = 0, pair: (procedure: String, item: String) = tax,
        purpose: Purpose = .registration
    ) -> InquiryOrder {
        InquiryOrder(
            number: number, addressee: Bench.addressee(place), purpose: purpose,
            procedure: pair.procedure, item: pair.item, aboutOn: Bench.start.dayInJapan,
            reason: "認定の審査", officer: "u901")
    }

    @discardableResult
    func check(_ order: InquiryOrder, by who: Principal? = nil) throws -> ProvisionCodeState {
        try gate.perform(
            CheckInquiry.operation, by: who ?? casework, for: order.purpose,
            about: [order.addressee], reason: order.reason
        ) {
            try CheckInquiry.perform(order, catalogue: catalogue, peer: welfare, in: $0)
        }
    }

    @discardableResult
    func accept(
        _ orders: [InquiryOrder], by who: Principal? = nil
    ) throws -> [String: InquiryRefusal] {
        try gate.perform(
            AcceptInquiries.operation, by: who ?? casework,
            for: orders.first?.purpose ?? .registration, reason: "照会の引渡し"
        ) { try AcceptInquiries.perform(orders, catalogue: catalogue, in: $0) }
    }

    func course(_ number: String, for purpose: Purpose = .registration) throws -> InquiryCourse? {
        try gate.perform(TellCourses.operation, by: casework, for: purpose) {
            try TellCourses.perform([number], in: $0)[number]?.course
        }
    }

    func phases(_ number: String) throws -> [InquiryPhase] {
        try course(number)?.steps.map(\.phase) ?? []
    }

    func decide(_ number: String, _ decision: InquiryDecision) throws {
        try gate.perform(TakeDecisions.operation, by: casework, for: .registration) {
            try TakeDecisions.perform([(number, decision)], in: $0)
        }
    }

    /// Gives the first residents the state 取得済 without the detour over the server.
    func obtainCodes(_ places: Range<Int>) throws {
        try store.write { db in
            for place in places {
                try db.execute(
                    """
                    INSERT INTO provision_code (operation_id, recorded_at, person_id, state)
                    SELECT 1, 0, person_id, '取得済' FROM person_addressee WHERE addressee = ?
                    """, [Bench.addressee(place)])
            }
        }
    }

    func records(_ question: InquiryRecordQuestion = .init()) throws -> [InquiryRecord] {
        let head = Principal(
            officer: "u909", name: "課長", roles: [.head], session: "t", terminal: "t")
        return try gate.perform(
            ViewInquiryRecords.operation, by: head, for: .audit, reason: "点検"
        ) { try ViewInquiryRecords.perform(question, in: $0) }
    }

    func relay(_ server: any IntermediateServer) -> RelayInquiries {
        RelayInquiries(gate: gate, catalogue: catalogue, peer: welfare, server: server)
    }

    func count(_ table: String, where condition: String = "1 = 1") throws -> Int {
        try store.read { db in
            try db.first("SELECT COUNT(*) FROM \(table) WHERE \(condition)", []) { $0.int(0) }
                ?? -1
        }
    }
}

/// The simulator and the real adapter to it.
final class Line: Sendable {
    let simulator: SimulatorProcess
    let server: HTTPIntermediateServer
    let answers = Mutex<[VerifiedAnswer]>([])

    init(_ arguments: [String] = ["--all-codes"], timeout: Int = 10) throws {
        simulator = try SimulatorProcess(
            "intermediate-server/simulator.py",
            ["--body", Bench.body, "--clock", String(Bench.start.microseconds)] + arguments)
        server = try HTTPIntermediateServer(Line.settings(simulator, timeout: timeout))
    }

    static func settings(_ simulator: SimulatorProcess, timeout: Int = 10) -> ServerSettings {
        let papers = simulator.certificates
        return ServerSettings(
            url: "https://localhost:\(simulator.port)",
            certificate: papers.client.certificate.path, key: papers.client.key.path,
            trust: papers.authority.path, body: Bench.body, timeoutSeconds: timeout)
    }

    func rules(_ rules: String...) throws {
        try simulator.order("{\"rules\": [\(rules.joined(separator: ","))]}")
    }

    /// Runs of the relay, with time passing between them, until nothing is called any more.
    @discardableResult
    func run(
        _ bench: Bench, times: Int = 8, for purpose: Purpose = .registration
    ) async throws -> RelayReport {
        var sum = RelayReport()
        for _ in 0..<times {
            sum = sum + (try await once(bench, for: purpose))
            bench.clock.pass(seconds: 4_000)
            try simulator.order("{\"clock\": \(bench.clock.now().microseconds)}")
        }
        return sum
    }

    func once(_ bench: Bench, for purpose: Purpose = .registration) async throws -> RelayReport {
        try await bench.relay(server).run(for: purpose) { answer in
            self.answers.withLock { $0.append(answer) }
            try bench.decide(answer.number, .stored)
        }
    }

    func close() async throws {
        try await server.close()
        simulator.stop()
    }
}
