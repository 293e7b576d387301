// SPDX-License-Identifier: Apache-2.0
public import Foundation
public import Town
public import Vault
import Vocabulary

/// What a year, or several, of the fictional town is played with.
public struct TownYearSettings: Sendable {
    /// Residents of the full register, 100 to 1,000,000.
    public var people: Int
    /// Which years are played.
    public let story: Story
    /// Where the town comes from: the same seed gives the same town.
    public var seed: UInt64
    /// Receives `in`, `truth`, `truth.json`, `data` and `out`.
    public var folder: URL
    public var schemesDirectory: String
    public var layoutsDirectory: String
    /// The book of rules; another than the city's own plays the same town under another code.
    public var scheme: String
    /// Keys, sessions and passwords of the fictional office.
    public var random: any RandomBytes

    /// Whether forms lie on the desk afterwards that nobody has finished, for whoever opens it.
    public var leavesWork: Bool
    /// Whether files of registers and insurers that come together come in any order, some twice.
    public var disordersFeeds: Bool

    /// Whether the books are looked at at every month's end.
    public var watchesMonths: Bool

    public init(
        people: Int, seed: UInt64, story: Story = .oneYear, folder: URL, schemesDirectory: String,
        layoutsDirectory: String, random: any RandomBytes = SystemRandomBytes(),
        leavesWork: Bool = false, disordersFeeds: Bool = false
    ) {
        self.story = story
        watchesMonths = story.years > 1
        self.people = people
        self.seed = seed
        self.folder = folder
        self.schemesDirectory = schemesDirectory
        self.layoutsDirectory = layoutsDirectory
        scheme = story.book
        self.random = random
        self.leavesWork = leavesWork
        self.disordersFeeds = disordersFeeds
    }

    /// `DIR/data`: the two databases and their keys.
    public var data: URL { folder.appendingPathComponent("data") }
    /// `DIR/exchange`: where the form service leaves electronic applications and reads what became
    /// of them.
    public var exchange: URL { folder.appendingPathComponent("exchange") }
    /// `DIR/out`: transfer files and letters.
    public var out: URL { folder.appendingPathComponent("out") }
}
