// SPDX-License-Identifier: Apache-2.0
import Addressee
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

/// The register of a fictional town, taken into a real installation: two databases on disk, two
/// logs, the real layouts, and System 1 asking System 2 through the port.
@Suite("架空の町の住民記録を、据え付けた事務所へ")
struct TownRegisterTests {
    private let rehearsal: Rehearsal
    private let office: Installation
    private let feeds: [URL]

    init() throws {
        rehearsal = try Rehearsal()
        let town = rehearsal.folder.file("town")
        try WriteTown(seed: 1, people: 400, folder: town).run()
        feeds = try FileManager.default.contentsOfDirectory(
            at: town.appendingPathComponent("in"), includingPropertiesForKeys: nil
        ).filter { $0.lastPathComponent.hasPrefix("resident_") }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        office = try Installation.create(rehearsal.settings())
    }

    private func receive(_ feed: URL) throws -> ResidentFeedReport {
        let bytes = [UInt8](try Data(contentsOf: feed))
        return try office.addressee.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { scope in
            try ReceiveResidentChanges.perform(
                .bytes(bytes), name: feed.lastPathComponent, digest: Digest.of(bytes).description,
                layout: try office.layouts.feed("resident"), vault: office.vault, in: scope)
        }
    }

    @Test("一年分のファイルは一行も断られず、二度目は何も変えない", .measure("R-03"))
    func everyRowIsTaken() throws {
        #expect(feeds.count > 10)
        for feed in feeds {
            let report = try receive(feed)
            #expect(report.rejected == 0, "\(feed.lastPathComponent): \(report.issues.prefix(3))")
            #expect(report.accepted == report.rows)
        }
        for feed in feeds { #expect(try receive(feed).wasKnown) }
        for (_, report) in try office.verify() { #expect(report.ok) }
    }

    @Test("申請した子の異動だけが、システム1の再判定を待つ")
    func changesReachSystem1() throws {
        _ = try receive(feeds[0])
        try takeOver()
        // The next child of the register that a later file reports as changed.
        var reported: [AddresseeNumber] = []
        for feed in feeds.dropFirst() {
            let layout = try office.layouts.feed("resident")
            let source = ByteSource.bytes([UInt8](try Data(contentsOf: feed)))
            _ = try FeedReader(layout).read(source) { row in
                row.addressee("addressee").map { reported.append($0) }
                return []
            }
        }
        let people = try office.directory.persons(reported)
        let moved = try #require(
            reported.lazy.compactMap { people[$0] }.first { $0.born > day("2015-01-01") })
        let household = try office.directory.household(of: moved.number)
        let parent = try #require(household.first { $0.born < day("2000-01-01") })

        _ = try office.casework.perform(
            .receiveApplication, by: .machine("intake"), for: .registration
        ) { scope in
            try ReceiveApplication.perform(
                application(for: moved.number, by: parent.number), directory: office.directory,
                terms: IntakeTerms(paperDays: 60, residentCheckHours: 24), in: scope)
        }
        #expect(try waiting().isEmpty)
        for feed in feeds.dropFirst() { _ = try receive(feed) }
        let queued = try takeOver()
        #expect(queued > 0)
        #expect(try takeOver() == 0)
        let subjects = Set(try waiting().map(\.notice.subject))
        #expect(subjects.contains(moved.number))
        #expect(subjects.isSubset(of: [moved.number, parent.number]))
        let snapshot = try #require(try office.directory.person(moved.number))
        #expect(snapshot.number == moved.number)
        #expect(try office.directory.search(PersonQuery(born: snapshot.born)).contains(snapshot))
    }

    @Test("住民記録が親と言う人の子は、どの世帯にいても見つかり、ほかの人は混じらない")
    func childrenOfParents() throws {
        _ = try receive(feeds[0])
        let numbers = try office.directory.changes(after: 0, limit: .max).map(\.number)
        let everybody = try office.directory.persons(numbers).values
        let parents = Set(everybody.flatMap { [$0.mother, $0.father].compactMap(\.self) }).sorted()
        #expect(parents.count > 20)
        for parent in parents.prefix(20) {
            let children = try office.directory.children(of: parent).map(\.number)
            let wanted = everybody.filter { $0.mother == parent || $0.father == parent }
            #expect(children == wanted.map(\.number).sorted() && !children.isEmpty)
        }
        let child = try #require(everybody.first { $0.mother != nil })
        #expect(try office.directory.children(of: child.number).isEmpty)
    }

    @Test("条件は重ねて効き、条件のない検索は誰も返さない")
    func conditionsAreCombined() throws {
        _ = try receive(feeds[0])
        let everybody = try office.directory.changes(after: 0, limit: .max).map(\.number)
        let one = try #require(try office.directory.person(everybody[everybody.count / 2]))
        let both = PersonQuery(kana: String(one.kana.prefix(3)), born: one.born)
        let found = try office.directory.search(both)
        #expect(found.contains(one))
        #expect(found.allSatisfy { $0.born == one.born })
        #expect(try office.directory.search(PersonQuery()).isEmpty)
        #expect(try office.directory.search(PersonQuery(address: "%")).count <= 100)
    }

    @Test("システム1の庫には、町の誰の名前もない", .measure("R-07"))
    func system1KeepsNobody() throws {
        _ = try receive(feeds[0])
        try takeOver()
        let numbers = try office.directory.changes(after: 0, limit: .max).map(\.number)
        let names = try office.directory.persons(numbers).values.map(\.name)
        try office.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: rehearsal.data)
            .filter { $0.hasPrefix("casework") }
        #expect(!files.isEmpty)
        for file in files {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: rehearsal.data + "/" + file))
            for name in names.prefix(100) {
                #expect(bytes.range(of: Data(name.utf8)) == nil, "\(file)")
            }
        }
    }

    @discardableResult
    private func takeOver() throws -> Int {
        try office.casework.perform(
            TakeOverResidentChanges.operation, by: .machine("resident-link"), for: .change
        ) { try TakeOverResidentChanges.perform(from: office.directory, in: $0) }
    }

    private func waiting() throws -> [RejudgementTask] {
        try office.casework.perform(
            .viewRejudgements,
            by: Principal(
                officer: "u001", name: "検証", roles: [.counter], session: "test", terminal: "T1"),
            for: .change
        ) { try RejudgementQueue.waiting(from: $0.db) }
    }

    private func application(
        for child: AddresseeNumber, by applicant: AddresseeNumber
    ) -> ApplicationInput {
        ApplicationInput(
            reason: .birth, channel: .counter, appliedOn: day("2025-03-01"), causeOn: nil,
            applicant: applicant, child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: false, insurance: nil, account: nil)
    }
}
