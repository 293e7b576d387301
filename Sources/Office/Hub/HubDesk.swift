// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Foundation
public import Links
public import MedicalHub
import NumberGate
public import Safeguards
import Scheme
public import Vocabulary

/// What a screen shows of the switch.
public struct HubSwitchView: Hashable, Sendable {
    public let state: HubSwitch
    /// Whether the file with the peer and the certificates is there and right.
    public let isConfigured: Bool
    /// What is wrong with it, in words.
    public let problem: String?

    public var isOn: Bool { state.isOn }
}

/// PMH for the desk and the commands: both systems behind one face, each call through their gates.
public struct HubDesk: Sendable {
    private let casework: Gate
    private let addressee: Gate
    private let directory: any AddresseeDirectory
    private let funder: DatedValues<FunderTerms>
    private let folder: String
    private let gateway: HubOfSystem2
    /// Entitlements a request.
    private let batch: Int

    init(
        _ office: Installation, batch: Int = 100,
        channel: @escaping @Sendable (HubConnection) -> any HubChannel = HTTPHubChannel.init
    ) {
        self.batch = batch
        casework = office.casework
        addressee = office.addressee
        directory = office.directory
        funder = office.book.office.funder
        folder = office.settings.dataDirectory
        let isRehearsal = office.settings.numberCheck == .synthetic
        gateway = HubOfSystem2(
            gate: office.addressee, vault: office.vault, isRehearsal: isRehearsal,
            settings: { [folder] in try HubSettings(folder: folder, isRehearsal: isRehearsal) },
            channel: channel)
    }

    // MARK: 開始と停止 (System 2)

    /// Whether it is on, since when, under which version, and what waits for a second officer.
    public func state(by officer: Principal) throws -> HubSwitchView {
        let state = try look(addressee, officer) { try SwitchBook.state(in: $0) }
        do {
            _ = try gateway.sending()
            return HubSwitchView(state: state, isConfigured: true, problem: nil)
        } catch let refusal as any Refusal {
            return HubSwitchView(state: state, isConfigured: false, problem: refusal.message)
        }
    }

    /// Step 1 of 2: an administrator registers the version of 評価書 that allows it.
    /// - Throws: `HubRefusal`, `SafeguardRefusal`.
    public func propose(
        version: String, publishedOn day: CivilDate, reason: String, by officer: Principal
    ) throws {
        try manage(reason, officer) {
            try ProposeHub.perform(version: version, publishedOn: day, in: $0)
        }
    }

    /// Step 2 of 2: another administrator confirms; from now on it is on.
    /// - Throws: `HubRefusal` (also `.notConfigured`, `.unverified`), `SafeguardRefusal`.
    public func confirm(reason: String, by officer: Principal) throws {
        // Without a peer, or with a form that nobody has confirmed, there is nothing to switch on.
        _ = try gateway.sending()
        try manage(reason, officer) { try ConfirmHub.perform(in: $0) }
    }

    /// One administrator, at once.
    public func stop(reason: String, by officer: Principal) throws {
        try manage(reason, officer) { try StopHub.perform(in: $0) }
    }

    private func manage(
        _ reason: String, _ officer: Principal, _ body: (Scope) throws -> Void
    ) throws {
        try addressee.perform(.manageHub, by: officer, for: .maintenance, reason: reason, body)
    }

    // MARK: 待ち行列 (System 1)

    /// How many stand where.
    public func overview(by officer: Principal) throws -> HubOverview {
        try view(officer) { try HubQueueBook.overview(from: $0.db) }
    }

    /// Orders, the oldest first; the error list is `.refused`.
    public func queue(
        _ state: HubOrderState?, limit: Int = 200, by officer: Principal
    ) throws -> [HubLine] {
        try view(officer) { scope in
            let lines = try HubQueueBook.lines(state, limit: limit, from: scope.db)
            scope.saw(lines.map(\.child))
            return lines
        }
    }

    /// 応答の記録, the newest first.
    public func log(limit: Int = 200, by officer: Principal) throws -> [HubLogLine] {
        try view(officer) { scope in
            let lines = try HubQueueBook.log(limit: limit, from: scope.db)
            scope.saw(lines.map(\.child))
            return lines
        }
    }

    /// The newest 突合; `nil` before the first.
    public func reconciliation(by officer: Principal) throws -> HubReconciliation? {
        try view(officer) { scope in
            let found = try HubQueueBook.reconciliation(from: scope.db)
            scope.saw(found?.lines.compactMap(\.child) ?? [])
            return found
        }
    }

    private func view<R>(_ officer: Principal, _ body: (Scope) throws -> R) throws -> R {
        try look(casework, officer, body)
    }

    /// A person looks at it; a job asks on behalf of the queue.
    private func look<R>(
        _ gate: Gate, _ reader: Principal, _ body: (Scope) throws -> R
    ) throws -> R {
        reader.roles == [.system]
            ? try gate.perform(.queueForHub, by: reader, for: .registration, body)
            : try gate.perform(.viewHub, by: reader, for: .maintenance, body)
    }

    /// Refused orders wait again.
    /// - Throws: `HubQueueRefusal.nothingToResend`.
    @discardableResult
    public func resend(_ orders: [Int64], by officer: Principal) throws -> Int {
        try casework.perform(ResendToHub.operation, by: officer, for: .maintenance) {
            try ResendToHub.perform(orders, in: $0)
        }
    }

    /// What the newest 突合 found different goes out again.
    /// - Throws: `HubQueueRefusal.nothingToResend`.
    @discardableResult
    public func resendDifferences(by officer: Principal) throws -> Int {
        try casework.perform(ResendToHub.operation, by: officer, for: .maintenance) {
            try ResendToHub.performDifferences(in: $0)
        }
    }

    // MARK: 送信と突合

    /// Queues what is new and sends what is due. While PMH is off the report says so.
    public func run(by principal: Principal = .machine("hub")) async throws -> HubRunReport {
        try await DeliverToHub(
            gate: casework, gateway: gateway, directory: directory, funder: funder,
            by: principal, batch: batch
        ).run()
    }

    /// Writes what should be registered now as CSV into a new file that only its owner may read: for a
    /// rehearsal, since no layout of a CSV is published.
    /// - Returns: the rows, and the entitlements that cannot be written.
    /// - Throws: `HubRefusal.off`, `.unverified`; `Fault(.disk)` where the file is there already.
    public func writeTable(to file: String) async throws -> HubTableReport {
        let settings = try gateway.settings()
        let table = try WriteHubTable(
            gate: addressee, numbers: HubNumbers(gateway.vault), profile: settings.profile,
            isRehearsal: gateway.isRehearsal)
        let parcels = try casework.perform(
            .queueForHub, by: .machine("hub"), for: .registration
        ) { try ValidForHub.parcels(funder: funder, in: $0) }
        return try await table.perform(parcels.map(HubBundle.init), to: file)
    }

    /// Asks PMH what it holds and keeps the difference.
    /// - Throws: `HubRefusal.off`, `.unreadableHoldings`, `Fault(.network)`.
    @discardableResult
    public func reconcile(by principal: Principal = .machine("hub")) async throws
        -> HubReconciliation
    {
        var asking = gateway
        asking.asker = principal
        let holdings = try await asking.holdings()
        return try await casework.performAsync(
            ReconcileHub.operation, by: principal, for: .registration
        ) { [directory, funder] scope in
            try ReconcileHub.perform(holdings, directory: directory, funder: funder, in: scope)
        }
    }
}

extension Installation {
    /// PMH (自治体・医療機関等をつなぐ情報連携システム); off unless its register says otherwise.
    public var hub: HubDesk { HubDesk(self) }
}
