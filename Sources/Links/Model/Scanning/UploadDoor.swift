// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the office has settled about its scanner.
public struct ScanTerms: Hashable, Sendable {
    /// Patterns that are older stop every upload.
    public let patternDays: Int

    public init(patternDays: Int) { self.patternDays = patternDays }
}

/// The door that every file from outside passes before anything opens it: by a form of the desk, by
/// the command line, by an electronic application (R-85d).
///
/// Closed is the rule: no scanner, one that does not answer, or old patterns stop every upload. Only
/// a rehearsal, whose data are fictional, takes files in without one, and says so on every page.
public struct UploadDoor: Sendable {
    public let scanner: any AttachmentScanner
    /// `nil` only where no scanner is configured by the office's own file.
    public let terms: ScanTerms?
    public let isRehearsal: Bool
    private let clock: any Clock

    public init(
        _ scanner: any AttachmentScanner, terms: ScanTerms?, isRehearsal: Bool, clock: any Clock
    ) {
        self.scanner = scanner
        self.terms = terms
        self.isRehearsal = isRehearsal
        self.clock = clock
    }

    /// How the door stands.
    public enum Standing: Hashable, Sendable {
        /// Files are scanned and taken in.
        case open(engine: String, patterns: Instant?)
        /// A rehearsal without a scanner: files are taken in unscanned.
        case unscanned(ScanRefusal)
        /// No file is taken in.
        case closed(ScanRefusal)
    }

    public func standing() -> Standing {
        let state = scanner.state()
        if let refusal = refusal(of: state) {
            return isRehearsal ? .unscanned(refusal) : .closed(refusal)
        }
        guard case .up(let engine, let patterns) = state else { return .closed(.scannerDown) }
        return .open(engine: engine, patterns: patterns)
    }

    /// Lets a file on disk in, or refuses it.
    /// - Throws: `ScanRefusal`; `Fault(.disk)`.
    public func admit(file path: String) throws { try admit { try $0.scan(file: path) } }

    /// Lets bytes in, or refuses them.
    public func admit(_ bytes: [UInt8]) throws { try admit { try $0.scan(bytes) } }

    private func admit(_ scan: (any AttachmentScanner) throws -> ScanVerdict) throws {
        switch standing() {
        case .closed(let refusal): throw refusal
        case .unscanned(let refusal):
            // A scanner that is there but old is asked all the same.
            guard case .patternsOld = refusal else { return }
        case .open: break
        }
        switch try scan(scanner) {
        case .clean: return
        case .infected(_, let finding): throw ScanRefusal.infected(finding: finding)
        case .unavailable: throw ScanRefusal.scannerDown
        }
    }

    private func refusal(of state: ScannerState) -> ScanRefusal? {
        switch state {
        case .notConfigured: return .noScanner
        case .down: return .scannerDown
        case .up(_, let patterns):
            guard let terms else { return nil }
            guard let patterns else {
                return .patternsOld(days: nil, most: terms.patternDays)
            }
            let days = Int(patterns.seconds(until: clock.now()) / 86_400)
            return days > terms.patternDays
                ? .patternsOld(days: days, most: terms.patternDays) : nil
        }
    }

    /// The scanner of electronic applications: while the door is closed for old patterns it answers
    /// nothing, so that attachments wait in quarantine.
    public var forAttachments: any AttachmentScanner {
        if case .closed(.patternsOld) = standing() { return NoScanner() }
        return scanner
    }
}
