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

/// A year of a fictional town's files through both systems: residents into System 2 and over its
/// outbox into System 1, insurance and welfare into System 1. Shuffled, doubled, delayed and cut by
/// kills it must end as the sorted single run does.
@Suite("町の一年を、両方のシステムへ、どの順に届けても")
struct TownYearOrderTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    private static let people = isSoak ? 100_000 : 1_200

    static let layouts = ["resident", "kokuho", "shaho", "welfare"]

    @Test("混ぜ、重ね、遅らせ、止めた一年は、並べた一回と同じ")
    func anyOrder() throws {
        let town = try TemporaryFolder("town-year")
        try WriteTown(seed: 11, people: Self.people, folder: town.url).run()
        let folder = town.file("in")
        let first = Instant(noonInJapan: day("2025-04-01"))
        let files = try Self.layouts.flatMap {
            try PeerFolder(folder: folder.path).files(of: $0, until: .distant)
        }.filter { $0.name.madeAt > first }.sorted { $0.name.madeAt < $1.name.madeAt }
        #expect(files.count > 30)

        let sorted = try TownOffice(folder)
        for file in files {
            let moment = file.name.madeAt.dayInJapan
            sorted.rehearsal.clock.stand(on: moment)
            try sorted.take(file)
            try sorted.takeOver()
            try sorted.rejudge()
        }
        let wanted = try sorted.canon()
        #expect(wanted.contains { $0.hasPrefix("案") } && wanted.contains { $0.hasPrefix("除外") })

        var lots = Seeded(5)
        let shuffled = try TownOffice(folder)
        shuffled.rehearsal.clock.stand(on: day("2026-06-30"))
        var order = files + files.filter { _ in Bool.random(using: &lots) }
        order.shuffle(using: &lots)
        for file in order {
            try shuffled.take(file, killed: Int.random(in: 0..<5, using: &lots) == 0)
            if Int.random(in: 0..<4, using: &lots) == 0 { try shuffled.takeOver() }
            if Int.random(in: 0..<6, using: &lots) == 0 { try shuffled.rejudge() }
        }
        let found = try shuffled.canon()
        let differences = Set(found).symmetricDifference(wanted).sorted()
        #expect(differences.isEmpty, "\(differences.prefix(6))")
        #expect(found == wanted)
        for office in [sorted.office, shuffled.office] {
            for (_, report) in try office.verify() { #expect(report.ok) }
        }
        if Self.isSoak {
            print("\(Self.people) people, \(files.count) files, \(wanted.count) lines")
        }
    }
}

extension Instant {
    /// Behind every file of a town.
    fileprivate static var distant: Instant { Instant(noonInJapan: day("2030-01-01")) }
}
