// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import Office
import Safeguards
import Support
import Testing
import Town
import Vocabulary

/// The applications of a fictional town's first month on a real installation, with the files of
/// the insurers and the welfare office asked about the applicants, against the town's own truth.
@Suite("架空の町の申請を、受付から決定の案まで")
struct TownApplicationsTests {
    private struct Truth: Decodable {
        let receipt: String
        let kind: String
        let applied: String
        let outcome: String
        let reason: String
        let held: Bool
        let from: String?
    }

    private let rehearsal: Rehearsal
    private let office: Installation
    private let inbox: PeerFolder
    private let town: URL
    private let counter = Principal(
        officer: "u001", name: "検証 受付", roles: [.counter], session: "test", terminal: "T1")

    init() throws {
        rehearsal = try Rehearsal()
        town = rehearsal.folder.file("town")
        try WriteTown(seed: 4, people: 1_500, folder: town).run()
        inbox = PeerFolder(folder: town.appendingPathComponent("in").path)
        office = try Installation.create(rehearsal.settings())
        rehearsal.clock.stand(on: day("2025-04-01"))
    }

    /// What came of a layout until now.
    private func opened(_ layout: String) throws -> [LinkFile] {
        try inbox.files(of: layout, until: rehearsal.clock.now()).map { file in
            try LinkFile(path: town.appendingPathComponent("in/\(file.text)").path)
        }
    }

    private func receiveResidents() throws {
        for file in try opened("resident") {
            _ = try office.addressee.perform(
                ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
            ) { scope in
                try ReceiveResidentChanges.perform(
                    file.source, name: file.name, digest: file.digest,
                    layout: try office.layouts.feed("resident"), vault: office.vault, in: scope)
            }
        }
    }

    private func receiveApplications(run: LinkRun = .take) throws -> ImportApplications.Report {
        let file = try #require(try opened("applications").first)
        return try office.casework.perform(
            ImportApplications.operation, by: counter, for: .registration
        ) {
            try ImportApplications.perform(
                file, layouts: office.layouts, directory: office.directory, terms: office.intake,
                run: run, in: $0)
        }
    }

    private func truth() throws -> [Truth] {
        let file = town.appendingPathComponent("truth/decisions.jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .map { try JSONDecoder().decode(Truth.self, from: Data($0.utf8)) }
            .filter { $0.applied < "2025-04-01" }
    }

    @Test("三月の申請は、町の答えのとおりに受け付けられ、認定か却下の案になる")
    func everyAnswer() throws {
        try receiveResidents()
        let trial = try receiveApplications(run: .dryRun)
        let report = try receiveApplications()
        #expect(trial.file.rejected == report.file.rejected)
        #expect(try receiveApplications().file.wasKnown)
        _ = try office.casework.perform(AskPeers.operation, by: counter, for: .registration) {
            try AskPeers.perform(inbox, layouts: office.layouts, in: $0)
        }
        let ready = report.receipts.filter { !$0.status.isHeld }
        let ids = try office.casework.perform(
            ProposeDecisions.operation, by: counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                ready.map(\.id), law: office.law, directory: office.directory,
                terms: office.intake, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
        let drafts = try office.casework.perform(
            .viewDecisions, by: counter, for: .registration
        ) { scope in
            let found = try ProposalBook.proposals(ids, from: scope.db)
            return ids.map { found[$0]?.draft }
        }
        let proposed = zip(ready, drafts).reduce(into: [String: ProposalDraft?]()) {
            $0[$1.0.receipt] = $1.1
        }
        let receipts = Set(report.receipts.map(\.receipt))
        for line in try truth() where line.kind == "01" {
            guard line.outcome != "duplicate" else {
                #expect(!receipts.contains(line.receipt), "\(line.receipt)")
                continue
            }
            #expect(receipts.contains(line.receipt), "\(line.receipt)")
            if line.held { continue }
            let draft = try #require(proposed[line.receipt] ?? nil, "\(line.receipt)")
            let isGranted = line.outcome == "granted"
            #expect(draft.result == (isGranted ? .granted : .refused), "\(line.receipt)")
            #expect(draft.reason.rawValue == line.reason, "\(line.receipt)")
            if isGranted { #expect(draft.periods.from?.description == line.from) }
        }
        let held = try truth().filter { $0.held && $0.kind == "01" }.map(\.receipt)
        #expect(Set(report.receipts.filter(\.status.isHeld).map(\.receipt)) == Set(held))
        for (system, report) in try office.verify() { #expect(report.ok, "\(system)") }
    }
}
