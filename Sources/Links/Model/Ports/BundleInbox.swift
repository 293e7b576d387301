// SPDX-License-Identifier: Apache-2.0
public import Formats
import Vocabulary

/// A bundle that this poll, and no other, works on.
public struct ClaimedBundle: Sendable {
    /// As the form service named it.
    public let name: String
    public let source: ByteSource
    /// How often it was claimed; more than once where a poll was killed over it.
    public let attempts: Int
    /// Where the inbox finds it again.
    public let place: String

    public init(name: String, source: ByteSource, attempts: Int, place: String) {
        self.name = name
        self.source = source
        self.attempts = attempts
        self.place = place
    }
}

/// Where a form service leaves its bundles and reads what became of them: a folder, or the bucket
/// of an object store. Every step can be repeated after a kill at any moment.
public protocol BundleInbox: Sendable {
    /// Runs while no other poll of this inbox runs.
    /// - Throws: `ElectronicRefusal.pollRunning`, what `body` throws.
    func alone<R>(_ body: () throws -> R) throws -> R
    /// The next bundle: first what a killed poll left, then what arrived; `nil` when there is none.
    func claim() throws -> ClaimedBundle?
    /// It was taken: leaves a receipt, and the bundle itself is erased, for it may hold a 個人番号.
    func finish(_ bundle: ClaimedBundle, receipt: [UInt8]) throws
    /// It was refused: it goes back as it is, with the reason beside it.
    func refuse(_ bundle: ClaimedBundle, reason: [UInt8]) throws
    /// It could not be worked on; the next poll finds it as it came.
    func release(_ bundle: ClaimedBundle) throws
    /// Writes, or replaces, the status of an application.
    func write(_ status: [UInt8], service: String, receipt: String) throws
}
