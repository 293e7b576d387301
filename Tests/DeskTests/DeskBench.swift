// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Entitlement
import Formats
import Foundation
import Hummingbird
import HummingbirdTesting
import Links
import NumberGate
import Office
import Safeguards
import Support
import Synchronization
import Testing
import Vault
import Vocabulary

@testable import Desk

/// A small fictional office behind its desk: a few families in the register, one officer of each
/// role, a clock that stands where it is put.
final class DeskBench: Sendable {
    final class StandingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
        func go(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    static let password = "なつやすみの計画は海と山と川と空"
    static let roles: [(officer: String, name: String, role: Role)] = [
        ("uketsuke", "検証 受付", .counter), ("kyufu", "検証 給付", .payment),
        ("kacho", "検証 課長", .head), ("kanri", "検証 管理", .administrator),
        ("kansa", "検証 監査", .auditor),
    ]

    /// Few tests have desks open at a time; the shared one stays open.
    private let permit: DeskPermit?
    let folder: TemporaryFolder
    let clock: StandingClock
    let office: Installation
    let reception: Reception
    /// What leaves the databases, against the log; none where browsers work at the same time.
    let trace: ReadTrace?
    /// Presses every form again, where a test wants it (`pressTwice`).
    let twice = Mutex<TwiceWatch?>(nil)

    init(
        day: String = "2025-06-10", secondFactor: SecondFactor? = nil,
        scanner: any AttachmentScanner = PlayedScanner(), needsTerminal: Bool = false,
        banks: (any BankList)? = nil, isShared: Bool = false, scheme: String = "sample",
        schemes: String? = nil,
        counting: (@Sendable (any Store) -> any Store)? = nil
    ) async throws {
        permit =
            if !isShared, let test = Test.current {
                await DeskDoor.shared.enter("\(test.id)")
            } else {
                nil
            }
        folder = try TemporaryFolder("desk")
        let today = try #require(CivilDate(iso: day))
        clock = StandingClock(today)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var settings = InstallationSettings(
            dataDirectory: folder.file("data").path,
            schemesDirectory: schemes ?? root.path + "/Schemes",
            layoutsDirectory: root.path + "/Layouts", scheme: scheme, clock: clock,
            random: RehearsalRandomBytes(seed: 7), numberCheck: .synthetic,
            originator: .rehearsal, banks: banks, secondFactor: secondFactor)
        settings.scanner = scanner
        settings.needsTerminal = needsTerminal
        let trace = isShared ? nil : ReadTrace()
        self.trace = trace
        if let trace { settings.watchingStores = { trace.watching($0) } }
        if let counting { settings.watchingStores = counting }
        office = try Installation.create(settings)
        try Family.register(in: office)
        for (officer, name, role) in Self.roles {
            try office.accounts.create(
                try NewOfficer(
                    officer: officer, name: name, department: "子ども福祉課", roles: [role]),
                password: Self.password, mustChange: false, by: .machine("bench"))
        }
        reception = try await Desk.reception(office, DeskSettings(isRehearsal: true))
    }

    /// The administrator at a session of the wiring.
    var administrator: Principal {
        Principal(
            officer: "kanri", name: "検証 管理", roles: [.administrator], session: "bench",
            terminal: "管理1")
    }

    /// Opens a browser on the desk.
    func browse<R>(
        givesReasons: Bool = true, _ walk: @Sendable (Browser) async throws -> R
    ) async throws -> R {
        try await Application(router: reception.router()).test(.router) { client in
            try await walk(
                Browser(
                    client: client, givesReasons: givesReasons, trace: trace,
                    twice: twice.withLock { $0 }))
        }
    }

    /// Logs an officer in and walks.
    func browse<R>(
        as officer: String, _ walk: @Sendable (Browser) async throws -> R
    ) async throws -> R {
        try await browse { browser in
            try await browser.logIn(officer)
            return try await walk(browser)
        }
    }
}

extension DeskBench {
    /// Opens the office again, with the books that stand in its folder by now, and walks at its desk.
    func reopened<R>(
        as officer: String, _ walk: @Sendable (Browser, Reception) async throws -> R
    ) async throws -> R {
        let again = try Installation.open(office.settings)
        let reception = try await Desk.reception(again, DeskSettings(isRehearsal: true))
        return try await Application(router: reception.router()).test(.router) { client in
            let browser = Browser(client: client, givesReasons: true, trace: trace)
            try await browser.logIn(officer)
            return try await walk(browser, reception)
        }
    }
}

/// A bench that tests share when they only look, or touch a family of their own.
enum SharedBench {
    private static let task = Task { try await DeskBench(isShared: true) }
    static func get() async throws -> DeskBench { try await task.value }
}
