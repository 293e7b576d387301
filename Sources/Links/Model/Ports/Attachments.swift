// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the virus scanner says of a file.
public enum ScanVerdict: Hashable, Sendable {
    /// - Parameter scanner: its name and version, for the record.
    case clean(scanner: String)
    /// - Parameter finding: what the scanner calls it.
    case infected(scanner: String, finding: String)
    /// No scanner, or it does not answer: the file stays in quarantine (未検査).
    case unavailable
}

/// The virus scanner of the office (R-85d).
public protocol AttachmentScanner: Sendable {
    func scan(_ bytes: [UInt8]) throws -> ScanVerdict
    /// A file on disk; a large one is never held as a whole.
    func scan(file path: String) throws -> ScanVerdict
    /// Whether it answers, and how old what it knows is.
    func state() -> ScannerState
}

/// What a scanner says of itself.
public enum ScannerState: Hashable, Sendable {
    case notConfigured
    case down
    /// - Parameters:
    ///   - engine: name and version.
    ///   - patterns: of when its patterns are; `nil` where it does not say.
    case up(engine: String, patterns: Instant?)
}

/// No scanner is configured: everything stays in quarantine.
public struct NoScanner: AttachmentScanner {
    public init() {}
    public func scan(_ bytes: [UInt8]) -> ScanVerdict { .unavailable }
    public func scan(file path: String) -> ScanVerdict { .unavailable }
    public func state() -> ScannerState { .notConfigured }
}

/// Attachments at rest, encrypted, each under a key that follows from its bundle and its place, so
/// that storing the same attachment twice stores it once.
///
/// What is put rests aside until `settle`: whoever was killed before the record stood leaves
/// nothing that anybody can reach, and the next poll removes it.
public protocol AttachmentStore: Sendable {
    func put(_ bytes: [UInt8], at key: String) throws
    /// The record stands: these are kept.
    func settle(_ keys: [String]) throws
    /// What was put and never settled.
    func unsettled() throws -> [String]
    func remove(_ keys: [String]) throws
    /// - Throws: `Fault(.key)` for what was altered, `Fault(.disk)`.
    func bytes(at key: String) throws -> [UInt8]
}
