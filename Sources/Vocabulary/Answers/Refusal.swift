// SPDX-License-Identifier: Apache-2.0

/// A no of the office: the request was understood and is not granted.
///
/// A refusal is not a fault (disk, network, key) and not a bug. Each area has one closed enum of
/// them, cases in order of precedence.
public protocol Refusal: Error, Sendable {
    /// Stable code: level, area, number, as `E-ENT-012`.
    var code: String { get }
    /// Japanese text: what, why, and what to do. Never a value about a person.
    var message: String { get }
    /// The article or manual page, where there is one.
    var article: String? { get }
}

extension Refusal {
    public var article: String? { nil }
}

/// Something outside the law and the procedure failed: disk, network, key, printer, database.
///
/// Shown to people as a reference number only; the details go to the log.
public struct Fault: Error, Sendable, Equatable {
    /// What kind of thing failed.
    public enum Kind: String, Sendable {
        case disk, diskFull, network, key, printer, database
        /// An I/O error on COMMIT: nobody knows whether it was written. The process must stop.
        case unknownOutcome
    }

    public let kind: Kind
    public let isTransient: Bool
    public let detail: String

    public init(_ kind: Kind, detail: String, isTransient: Bool = false) {
        self.kind = kind
        self.detail = detail
        self.isTransient = isTransient
    }
}
