// SPDX-License-Identifier: Apache-2.0
public import Foundation
public import Vault
import Vocabulary

/// What a year of the fictional town is played with.
public struct TownYearSettings: Sendable {
    /// Residents of the full register, 100 to 1,000,000.
    public var people: Int
    /// Where the town comes from: the same seed gives the same town.
    public var seed: UInt64
    /// Receives `in`, `truth`, `truth.json`, `data` and `out`.
    public var folder: URL
    public var schemesDirectory: String
    public var layoutsDirectory: String
    /// Keys, sessions and passwords of the fictional office.
    public var random: any RandomBytes

    /// Whether forms lie on the desk afterwards that nobody has finished, for whoever opens it.
    public var leavesWork: Bool

    public init(
        people: Int, seed: UInt64, folder: URL, schemesDirectory: String,
        layoutsDirectory: String, random: any RandomBytes = SystemRandomBytes(),
        leavesWork: Bool = false
    ) {
        self.people = people
        self.seed = seed
        self.folder = folder
        self.schemesDirectory = schemesDirectory
        self.layoutsDirectory = layoutsDirectory
        self.random = random
        self.leavesWork = leavesWork
    }

    /// `DIR/data`: the two databases and their keys.
    public var data: URL { folder.appendingPathComponent("data") }
    /// `DIR/out`: transfer files and letters.
    public var out: URL { folder.appendingPathComponent("out") }
}
