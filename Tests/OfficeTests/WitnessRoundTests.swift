// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import NumberGate
import Safeguards
import Support
import Synchronization
import Testing
import Vault
import Vocabulary

@testable import Office

/// The way to the witness without a network: the witness itself, or its silence.
private final class DirectLine: WitnessLine {
    struct Silence: Error {}
    let witness: Witness
    let isSilent = Mutex(false)
    let clock: any Clock

    init(_ witness: Witness, _ clock: any Clock) {
        self.witness = witness
        self.clock = clock
    }

    func addCheckpoint(_ body: String) async throws -> (status: Int, body: String) {
        if isSilent.withLock({ $0 }) { throw Silence() }
        let answer = try witness.add(body, at: clock.now())
        return (answer.status, answer.body)
    }
}

private final class WitnessClock: Clock {
    private let moment: Mutex<Instant>
    init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
    func now() -> Instant { moment.withLock { $0 } }
    func go(_ seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

@Suite("副署の巡回")
struct WitnessRoundTests {
    private let folder: TemporaryFolder
    private let clock: WitnessClock
    private let office: Installation
    private let line: DirectLine
    private let peer: WitnessPeer

    init() throws {
        folder = try TemporaryFolder("witness-round")
        let clock = WitnessClock(try #require(CivilDate(iso: "2025-06-10")))
        self.clock = clock
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        office = try Installation.create(
            InstallationSettings(
                dataDirectory: folder.file("data").path,
                schemesDirectory: root.path + "/Schemes",
                layoutsDirectory: root.path + "/Layouts", scheme: "sample", clock: clock,
                random: RehearsalRandomBytes(seed: 7), numberCheck: .synthetic))
        let signer = try #require(
            WitnessSigner(
                name: "soumu.example/witness", privateKey: [UInt8](repeating: 9, count: 32)))
        var ledgers: [String: LedgerVerifier] = [:]
        for (_, column) in office.columns {
            ledgers[column.ledger.origin] = column.ledger.verifier
        }
        line = DirectLine(
            Witness(
                signer: signer, ledgers: ledgers,
                folder: try WitnessFolder(folder.file("seen").path)), clock)
        peer = WitnessPeer(address: "http://witness", verifier: signer.verifier)
        let text = #"{"address":"http://witness","key":"\#(signer.verifier.text)"}"#
        try Data(text.utf8).write(
            to: URL(fileURLWithPath: office.settings.keysDirectory + "/witness.json"))
    }

    private func round() async throws -> [WitnessRound.Outcome] {
        try await WitnessRound.run(office, peer: peer, over: line).map(\.outcome)
    }

    /// Something for the log of System 1.
    private func work(_ times: Int = 1) throws {
        for _ in 0..<times {
            try office.casework.perform(
                .verifyLedger, by: .machine("test"), for: .maintenance
            ) { _ in }
        }
    }

    @Test("新しい記録は次の巡回で副署され、落ち着くと何も送らない", .measure("R-54"))
    func settles() async throws {
        try work(5)
        for outcome in try await round() {
            guard case .cosigned = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
        // The first cosignature of the day is told in the log, and is cosigned once more.
        _ = try await round()
        #expect(try await round() == [.upToDate, .upToDate])
        let states = try office.ledgerStates()
        #expect(states.map(\.isLate) == [false, false])
        #expect(states.allSatisfy { $0.lag.cosignedSize == $0.lag.size && $0.lag.size > 0 })
        let reports = try office.verify(witnessed: [:])
        #expect(reports.allSatisfy { $0.report.ok && $0.report.witnessedSize != nil })
        let notes = try ["casework", "addressee"].map { system in
            try line.witness.lastNote(of: "\(office.body)/\(system)")
        }
        #expect(notes.allSatisfy { $0 != nil })
    }

    @Test("副署者が答えないと60秒を超えたところで遅れになり、答えれば追いつく", .measure("R-54"))
    func lag() async throws {
        _ = try await round()
        _ = try await round()
        line.isSilent.withLock { $0 = true }
        try work()
        clock.go(60)
        #expect(try await round().first == .unreachable("副署者に届きません"))
        #expect(try office.ledgerStates()[0].isLate == false)
        clock.go(1)
        #expect(try office.ledgerStates()[0].isLate)
        #expect(try office.ledgerStates()[0].trouble == "副署者に届きません")
        line.isSilent.withLock { $0 = false }
        _ = try await round()
        _ = try await round()
        let state = try office.ledgerStates()[0]
        #expect(!state.isLate && state.trouble == nil)
    }

    @Test("庫を昔に戻すと、副署者が拒み、検証も巻き戻しを見つける", .measure("R-54", "R-90"))
    func rollback() async throws {
        try work(3)
        _ = try await round()
        let data = folder.file("data").path
        let old = folder.file("old").path
        try office.close()
        try FileManager.default.copyItem(atPath: data, toPath: old)
        let second = try Installation.open(office.settings)
        for _ in 0..<4 {
            try second.casework.perform(
                .verifyLedger, by: .machine("test"), for: .maintenance
            ) { _ in }
        }
        _ = try await WitnessRound.run(second, peer: peer, over: line)
        let origin = "\(second.body)/casework"
        let note = try #require(try line.witness.lastNote(of: origin))
        try second.close()
        try FileManager.default.removeItem(atPath: data)
        try FileManager.default.moveItem(atPath: old, toPath: data)
        let third = try Installation.open(office.settings)
        let plain = try third.verify()
        let isFine = plain.allSatisfy { $0.report.ok }
        #expect(isFine, "庫だけを見ると、何もおかしくない")
        let reports = try third.verify(witnessed: ["casework": note])
        let kinds = reports[0].report.problems.map(\.kind)
        #expect(kinds.contains(.truncated))
        let outcomes = try await WitnessRound.run(third, peer: peer, over: line)
        guard case .refused = outcomes[0].outcome else {
            Issue.record("\(outcomes[0].outcome)")
            return
        }
        #expect(try third.ledgerStates()[0].trouble != nil)
        try third.close()
    }

    @Test("設定の読めない副署者では開かない")
    func settings() throws {
        let path = office.settings.keysDirectory + "/witness.json"
        let read = try WitnessPeer.read(keysDirectory: office.settings.keysDirectory)
        #expect(read?.verifier == peer.verifier)
        try Data(#"{"address":"ftp://x","key":"y"}"#.utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: InstallationRefusal.self) {
            _ = try WitnessPeer.read(keysDirectory: office.settings.keysDirectory)
        }
        try FileManager.default.removeItem(atPath: path)
        let none = try WitnessPeer.read(keysDirectory: office.settings.keysDirectory)
        #expect(none == nil)
        let states = try office.ledgerStates()
        #expect(states.allSatisfy { $0.witness == nil && !$0.isLate })
    }
}
