// SPDX-License-Identifier: Apache-2.0
import Foundation
import Simulation
import Support
import Synchronization
import Town
import Vault

/// A small town whose year is played once for all tests of a seed.
enum PlayedTown {
    /// A year and the folder it was played in.
    final class Year: Sendable {
        let folder: TemporaryFolder
        let result: TownYearResult
        let lines: [String]

        /// - Parameters:
        ///   - kept: a folder that stays, to look into.
        ///   - leavesWork: whether the morning after is laid out.
        ///   - scheme: another book than that of the story.
        init(
            people: Int, seed: UInt64, story: Story = .oneYear, kept: String? = nil,
            leavesWork: Bool = false, scheme: String? = nil
        ) throws {
            folder = try TemporaryFolder("year")
            let heard = Mutex<[String]>([])
            var settings = PlayedTown.settings(
                people: people, seed: seed, story: story,
                folder: kept.map { URL(fileURLWithPath: $0) } ?? folder.file("town"))
            settings.leavesWork = leavesWork
            if let scheme { settings.scheme = scheme }
            result = try TownYear(settings) { line in heard.withLock { $0.append(line) } }.run()
            lines = heard.withLock { $0 }
        }

        var town: URL { folder.file("town") }
    }

    /// A year without a morning after it: its books hold what the truth says and nothing else.
    static let plain = Result { try Year(people: 200, seed: 3) }
    /// The year most tests look at, and the morning after it.
    static let small = Result { try Year(people: 400, seed: 3, leavesWork: true) }

    static func settings(
        people: Int, seed: UInt64, story: Story = .oneYear, folder: URL
    ) -> TownYearSettings {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return TownYearSettings(
            people: people, seed: seed, story: story, folder: folder,
            schemesDirectory: root.path + "/Schemes", layoutsDirectory: root.path + "/Layouts",
            random: RehearsalRandomBytes(seed: seed), leavesWork: true,
            disordersFeeds: ProcessInfo.processInfo.environment["TOWN_ORDERED"] != "1")
    }
}
