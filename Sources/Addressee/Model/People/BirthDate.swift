// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A birth date as a sender states it: whole, in part, or not at all. Never made a guess.
public enum BirthDate: Sendable, Hashable {
    case known(CivilDate)
    case partly(UncertainDate)
    case unknown

    /// Reads `YYYY-MM-DD`, with `00` for an unknown part; empty is unknown; `nil` for anything else.
    public init?(_ text: String) {
        if text.isEmpty {
            self = .unknown
        } else if let day = CivilDate(iso: text) {
            self = .known(day)
        } else if text.utf8.count == 10, text.split(separator: "-").count == 3,
            let part = UncertainDate(compact: text.filter { $0 != "-" })
        {
            self = .partly(part)
        } else {
            return nil
        }
    }

    /// The day, when the whole of it is known.
    public var day: CivilDate? {
        if case .known(let day) = self { day } else { nil }
    }

    /// As it is read again; empty for unknown.
    public var text: String {
        switch self {
        case .known(let day): day.description
        case .partly(let part): part.description
        case .unknown: ""
        }
    }
}
