// SPDX-License-Identifier: Apache-2.0
public import Addressee
import Database
import Foundation
public import Ledger
public import Safeguards
import Vault

/// System 2 of an installation, opened alone: its database, its keys and its log, and nothing of
/// System 1. Neither the database nor a key of System 1 has to be on this machine.
public final class AddresseeInstallation: Sendable {
    public let settings: InstallationSettings
    public let gate: Gate
    public let vault: NumberVault
    /// The window for registered peers.
    public let peers: PeerWindow
    let column: Column

    /// Opens System 2 and brings its tables up to date.
    /// - Throws: `InstallationRefusal.notInstalled`, `AddresseeRefusal.registerUnusable`,
    ///   `BookProblems`, `Fault`.
    public static func open(_ settings: InstallationSettings) throws -> AddresseeInstallation {
        let folder = URL(fileURLWithPath: settings.dataDirectory)
        let cabinet = KeyCabinet(folder: settings.keysDirectory)
        let file = Column.database(of: .addressee, in: folder).path
        guard FileManager.default.fileExists(atPath: file), cabinet.holds(.addressee) else {
            throw InstallationRefusal.notInstalled(settings.dataDirectory)
        }
        let office = try AddresseeInstallation(settings, cabinet: cabinet)
        try office.gate.settleLogExpiry()
        return office
    }

    private init(_ settings: InstallationSettings, cabinet: KeyCabinet) throws {
        let parts = try Installation.Parts(settings)
        column = try Column(
            .addressee, ring: try settings.ring(of: .addressee, body: parts.body),
            cabinet: cabinet, data: settings.dataDirectory, body: parts.body,
            random: settings.random,
            reload: { try settings.ring(of: .addressee, body: parts.body) })
        try column.store.migrate(try Schemas.of(.addressee))
        self.settings = settings
        gate = column.gate(
            clock: settings.clock, sessionsLiveHere: false, rules: LockRule.of(column))
        vault = try NumberVault(
            column.ring, check: settings.numberCheck, random: settings.random,
            persons: column.keys)
        peers = PeerWindow(
            gate: gate, vault: vault, register: try settings.peerRegister(), body: parts.body,
            interfaces: try InquiryInterfaces.standard())
    }

    /// Checks the tamper-evident log of System 2.
    public func verify() throws -> LedgerReport { try column.ledger.verify(column.store) }

    /// Closes the database; what was handed out must not be used any more.
    public func close() throws { try column.close() }
}
