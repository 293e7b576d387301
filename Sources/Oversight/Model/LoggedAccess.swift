// SPDX-License-Identifier: Apache-2.0
public import Ledger
import Safeguards
public import Vocabulary

/// One entry of the log with the persons it was about, as the daily rules read it.
public struct LoggedAccess: Sendable {
    public let line: LogLine
    /// Empty where the entry was about more persons than a family.
    public let subjects: [AddresseeNumber]

    public init(_ line: LogLine, subjects: [AddresseeNumber]) {
        self.line = line
        self.subjects = subjects
    }

    var operation: OperationCode? { OperationCode(rawValue: line.act.code) }
    var officer: String { line.act.officer }
    var isMachine: Bool { officer.hasPrefix("machine:") }
    var isDone: Bool { !line.isRefused }
    var mark: AccessMark? { line.result.flatMap { AccessMark.reading($0).mark } }

    var isOpening: Bool { operation.map(OpeningOperations.all.contains) ?? false }
    var isDeed: Bool { operation.map(OpeningOperations.deeds.contains) ?? false }
    var isSearch: Bool { operation == .searchPersons }

    /// True for what follows an access with a reason on the same day: it is part of that one.
    var continuesReason: Bool {
        if case .explained(let by) = mark { by.hasPrefix("reason-") } else { false }
    }

    /// True when a case explains it, and not a reason alone.
    var isExplainedByCase: Bool {
        guard case .explained(let by) = mark else { return false }
        return !by.hasPrefix("reason-")
    }
}
