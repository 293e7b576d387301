// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support
import Testing
import Vocabulary

@testable import Ledger

@Suite("副署者")
struct WitnessTests {
    private let folder: TemporaryFolder
    private let sample: Sample
    private let witness: Witness
    private let now = Sample.start.adding(seconds: 9_000)

    init() throws {
        folder = try TemporaryFolder("witness")
        sample = try Sample(.sqlite)
        witness = try Self.witness(folder, sample)
    }

    private static func witness(_ folder: TemporaryFolder, _ sample: Sample) throws -> Witness {
        Witness(
            signer: try Sample.witnessSigner(),
            ledgers: [sample.ledger.origin: sample.ledger.verifier],
            folder: try WitnessFolder(folder.file("seen").path))
    }

    private func known() throws -> Int {
        try witness.known(sample.ledger.origin)?.size ?? 0
    }

    /// One step of the serving process towards the witness.
    private func step() throws -> WitnessedNote? {
        let known = try known()
        let request = try sample.store.read { db in
            try sample.ledger.witnessRequest(after: known, in: db)
        }
        guard let request else { return nil }
        let sent = try #require(WitnessRequest(body: request.body))
        #expect(sent == request)
        let answer = try witness.add(request.body, at: now)
        #expect(answer.status == 200, "\(answer.body)")
        return sample.ledger.witnessed(
            request, by: answer.body, of: witness.signer.verifier)
    }

    @Test("台帳が伸びるたびに、証明を確かめて副署する", .measure("R-54"))
    func growth() throws {
        var last: WitnessedNote?
        for count in [1, 1, 3, 7, 20, 1, 64, 5] {
            try sample.append(count)
            last = try step()
            #expect(last != nil)
            #expect(try step() == nil)
        }
        let report = try sample.ledger.verify(sample.store, witnessed: last)
        #expect(report.problems == [])
        #expect(report.witnessedSize == 102)
        #expect(last?.cosignedAt == now)
        let lag = try sample.store.read { db in
            try sample.ledger.witnessLag(last, at: now, in: db)
        }
        #expect(lag.seconds == 0 && lag.cosignedSize == 102)
        try sample.append(2)
        let behind = try sample.store.read { db in
            try sample.ledger.witnessLag(last, at: now, in: db)
        }
        #expect(behind.size == 104 && behind.seconds == 9_000 - 104)
    }

    @Test("伸びの証明は、木のすべての大きさの組で、教科書どおりの証明と同じ")
    func proofs() {
        let leaves = (0..<70).map { MerkleHash.leaf([UInt8($0)]) }
        for new in 1...70 {
            var frontier = Frontier()
            for old in 1...new {
                frontier.append(leaves[old - 1])
                let short = GrowthProof.consistency(
                    from: frontier, adding: Array(leaves[old..<new]))
                #expect(short == MerkleProof.consistency(from: old, in: leaves[..<new]))
            }
        }
    }

    @Test("書き直し・巻き戻し・別の鍵・別の台帳・壊れた依頼には副署しない", .measure("R-54"))
    func refusals() throws {
        try sample.append(10)
        _ = try #require(try step())
        try sample.append(10)
        let request = try #require(
            try sample.store.read { try sample.ledger.witnessRequest(after: 10, in: $0) })
        // A fork: the same size, another history, signed with the true key.
        let other = try Sample(.sqlite)
        try other.store.write { db in _ = try other.append(20, suffix: "x", in: db) }
        let fork = try #require(
            try other.store.read { try other.ledger.witnessRequest(after: 0, in: $0) })
        func answer(_ old: Int, _ proof: [Digest], _ note: String) throws -> Int {
            try witness.add(
                WitnessRequest(oldSize: old, proof: proof, note: note).body, at: now
            ).status
        }
        #expect(try answer(10, request.proof, fork.note) == 422)
        #expect(try answer(10, [], request.note) == 422)
        #expect(try answer(0, [], fork.note) == 409, "始めからやり直させない")
        #expect(try answer(9, request.proof, request.note) == 409)
        #expect(try witness.add("old 10\n\n", at: now).status == 400)
        #expect(try witness.add("old ten\n\n" + request.note, at: now).status == 400)
        let foreign = try SignedCheckpoint(
            #require(SignedCheckpoint(note: request.note, verifier: sample.ledger.verifier))
                .checkpoint, signer: Sample.signer(4))
        #expect(try answer(10, request.proof, foreign.note) == 403)
        #expect(
            try answer(10, [], request.note.replacing("hagukumi/119997/test\n", with: "x\n")) == 404
        )
        #expect(try known() == 10)
        // What is right still passes, and the same head twice is the same head.
        #expect(try answer(10, request.proof, request.note) == 200)
        #expect(try answer(20, [], request.note) == 200)
        #expect(try answer(20, [], fork.note) == 409, "同じ大きさの別の木")
    }

    @Test("短くなった台帳は、送る前に分かる")
    func shortened() throws {
        try sample.append(5)
        #expect(throws: Fault.self) {
            _ = try sample.store.read { try sample.ledger.witnessRequest(after: 9, in: $0) }
        }
        try sample.append(5)
        #expect(throws: Fault.self, "その大きさの署名記録がない") {
            _ = try sample.store.read { try sample.ledger.witnessRequest(after: 7, in: $0) }
        }
    }

    @Test("副署者は止まっても覚えていて、控えが壊れたら自分からは始め直さない")
    func memory() throws {
        try sample.append(6)
        _ = try #require(try step())
        let again = try Self.witness(folder, sample)
        #expect(try again.known(sample.ledger.origin)?.size == 6)
        let file = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.file("seen").path).first)
        try Data("x\n".utf8).write(to: folder.file("seen/" + file))
        #expect(throws: Fault.self) { _ = try again.known(sample.ledger.origin) }
    }

    @Test("副署の鍵と行はC2SPの形で、読み戻せ、一字でも変われば通らない")
    func form() throws {
        let signer = try Sample.witnessSigner()
        #expect(WitnessVerifier(text: signer.verifier.text) == signer.verifier)
        #expect(LedgerVerifier(text: signer.verifier.text) == nil, "鍵の種類が違います")
        try sample.append(3)
        let note = try #require(try step()).note
        let text = try #require(NoteText(note)).text
        let lines = try #require(NoteText(note)).signatureLines
        #expect(signer.verifier.cosignedAt(text, signatureLines: lines) == now)
        #expect(signer.verifier.cosignedAt(text + "x", signatureLines: lines) == nil)
        let late = try signer.cosignatureLine(for: text, at: now.adding(seconds: 1))
        #expect(!note.contains(late), "時刻も署名に入ります")
    }
}
