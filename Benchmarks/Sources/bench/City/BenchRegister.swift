// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Formats
import Foundation
import Ledger
import NumberGate
import Safeguards
import Vault
import Vocabulary

/// System 2 in a file, with keys that a seed fixes.
struct BenchRegister {
    struct FixedClock: Clock {
        func now() -> Instant { Instant(microseconds: 1_743_476_400_000_000) }
    }

    let store: any Store
    let gate: Gate
    let vault: NumberVault
    let layout: FeedLayout
    private let machine = Principal.machine("bench")

    init(_ course: Course, name: String) throws {
        let path = course.folder.appendingPathComponent("\(name).sqlite").path
        store = try Stores.sqlite(at: path, body: "119997")
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try AddresseeSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "bench", privateKey: Array(repeating: 9, count: 32))
        else { throw BenchError("鍵") }
        gate = Gate(
            store: store, ledger: Ledger(origin: "bench", signer: signer), clock: FixedClock(),
            sessionsLiveHere: false)
        let random = RehearsalRandomBytes(seed: 1)
        vault = try NumberVault(
            Keyring.create(body: "119997", random: random), check: .synthetic, random: random)
        let layouts = try LayoutLibrary.load(directory: course.root.path + "/Layouts") {
            Digest.of($0).description
        }
        layout = try layouts.feed("resident")
    }

    /// Takes a file of the register in, as the office does.
    func receive(_ path: String) throws -> ResidentFeedReport {
        try gate.perform(
            ReceiveResidentChanges.operation, by: machine, for: .addressing
        ) { scope in
            try ReceiveResidentChanges.perform(
                .file(path), name: "resident.csv", digest: path, layout: layout, vault: vault,
                in: scope)
        }
    }

    /// One question, with its entry in the log on the disk before the answer comes.
    func search(_ query: ResidentQuery) throws -> Int {
        try gate.perform(.answerAddressee, by: machine, for: .addressing) { scope in
            try ResidentBook.search(query, limit: 50, in: scope).count
        }
    }
}
