// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import Ledger
import NumberGate
import Safeguards
import Support
import Vault

/// System 2 with its window and nothing served.
struct CredentialOffice {
    let window: PeerWindow
    let store: any Store

    init(_ folder: TemporaryFolder, clock: ServedOffice.TestClock = .init()) throws {
        let place = folder.file("store")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        store = try Stores.sqlite(at: place.appendingPathComponent("a.sqlite").path, body: "119997")
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try AddresseeSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 9, count: 32))
        else { preconditionFailure("32 bytes make a key") }
        let random = RehearsalRandomBytes(seed: 1)
        window = PeerWindow(
            gate: Gate(store: store, ledger: Ledger(origin: "test", signer: signer), clock: clock),
            vault: try NumberVault(
                Keyring.create(body: "119997", random: random), check: .synthetic, random: random),
            register: try PeerRegister.standard(), body: "119997",
            interfaces: try InquiryInterfaces.standard())
    }

    func close() throws { try store.close() }
}
