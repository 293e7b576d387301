// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import Office
import Safeguards
import Scheme
import Support
import Testing
import Town
import Vocabulary

/// From the resident feed to the lapse on a real installation: two databases on disk, officers with
/// their own rights, the port between the systems, and the register of a fictional town.
@Suite("転出は、再判定を経て消滅になる")
struct MoveOutTests {
    private let rehearsal: Rehearsal
    private let office: Installation
    private let feeds: [URL]
    private let counter = Principal(
        officer: "u001", name: "検証 受付", roles: [.counter], session: "test", terminal: "T1")
    private let head = Principal(
        officer: "u002", name: "検証 課長", roles: [.head], session: "test", terminal: "T2")

    init() throws {
        rehearsal = try Rehearsal()
        let town = rehearsal.folder.file("town")
        try WriteTown(seed: 2, people: 2_000, folder: town).run()
        feeds = try FileManager.default.contentsOfDirectory(
            at: town.appendingPathComponent("in"), includingPropertiesForKeys: nil
        ).filter { $0.lastPathComponent.hasPrefix("resident_") }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        office = try Installation.create(rehearsal.settings())
    }

    @Test("認定した子が転出すると、転出日に消滅する案が課長を待ち、承認で資格が終わる")
    func movesOut() throws {
        try receive(feeds[0])
        let (child, movedOn) = try #require(try firstChildToMoveOut())
        let parent = try #require(
            try office.directory.household(of: child).first { $0.born < day("2000-01-01") })
        try grant(child, to: parent.number)
        #expect(try state(of: child).periods.contains(day("2025-03-15")))

        rehearsal.clock.stand(on: day("2026-05-10"))
        for feed in feeds.dropFirst() { try receive(feed) }
        try takeOver()
        let report = try office.casework.perform(
            Rejudge.operation, by: .machine("rejudge"), for: .change
        ) { scope in
            try Rejudge.perform(
                .queue, law: office.law, directory: office.directory,
                consequences: MemoryConsequences(), in: scope)
        }
        // Nobody signed a rule beforehand: the proposal waits, the entitlement stands.
        #expect(report.waiting.count == 1)
        #expect(report.carriedOut.approved == 0)
        _ = try office.casework.perform(ApproveDecisions.operation, by: head, for: .change) {
            try ApproveDecisions.perform(.these(report.waiting), in: $0)
        }
        let after = try state(of: child)
        #expect(after.periods.outpatient?.until == movedOn)
        #expect(!after.periods.contains(movedOn))
        for (system, report) in try office.verify() {
            #expect(report.ok, "\(system): \(report.problems)")
        }
    }

    private func receive(_ feed: URL) throws {
        let bytes = [UInt8](try Data(contentsOf: feed))
        _ = try office.addressee.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { scope in
            try ReceiveResidentChanges.perform(
                .bytes(bytes), name: feed.lastPathComponent, digest: Digest.of(bytes).description,
                layout: try office.layouts.feed("resident"), vault: office.vault, in: scope)
        }
    }

    /// A child of the first file that a later one reports as moved out (B21), and the day.
    private func firstChildToMoveOut() throws -> (AddresseeNumber, CivilDate)? {
        var found: [(AddresseeNumber, CivilDate)] = []
        for feed in feeds.dropFirst() {
            let source = ByteSource.bytes([UInt8](try Data(contentsOf: feed)))
            _ = try FeedReader(try office.layouts.feed("resident")).read(source) { row in
                if row.text("change-reason") == "B21", let number = row.addressee("addressee"),
                    let on = row.date("change-date")
                {
                    found.append((number, on))
                }
                return []
            }
        }
        let people = try office.directory.persons(found.map(\.0))
        return found.first { people[$0.0].map { $0.born > day("2012-04-01") } ?? false }
    }

    private func grant(_ child: AddresseeNumber, to parent: AddresseeNumber) throws {
        let insurer = try #require(InsurerNumber("06119903"))
        let form = ApplicationInput(
            reason: .birth, channel: .counter, appliedOn: day("2025-03-01"), causeOn: nil,
            applicant: parent, child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: child, insurer: insurer, insurerName: "見本健康保険組合",
                acquiredOn: day("2024-01-01"), source: .shaho),
            account: nil)
        let terms = IntakeTerms(paperDays: 60, residentCheckHours: 24)
        let receipt = try office.casework.perform(
            ReceiveApplication.operation, by: counter, for: .registration
        ) {
            try ReceiveApplication.perform(
                form, directory: office.directory, terms: terms, in: $0)
        }
        let proposals = try office.casework.perform(
            ProposeDecisions.operation, by: counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [receipt.id], law: office.law, directory: office.directory, terms: terms,
                in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
        _ = try office.casework.perform(ApproveDecisions.operation, by: head, for: .registration) {
            try ApproveDecisions.perform(.these(proposals), in: $0)
        }
    }

    private func takeOver() throws {
        _ = try office.casework.perform(
            TakeOverResidentChanges.operation, by: .machine("resident-link"), for: .change
        ) { try TakeOverResidentChanges.perform(from: office.directory, in: $0) }
    }

    private func state(of child: AddresseeNumber) throws -> EntitlementState {
        let strands = try office.casework.perform(
            .viewHistory, by: counter, for: .registration, about: [child], reason: "転出の確認"
        ) { try HistoryBook.strands(children: [child], from: $0.db) }
        return try #require(strands[child]?.last?.state)
    }
}
