// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 評価書 that excludes the registration: what the program starts from.
struct BaseAssessment: Decodable {
    let number: Int
    let title: String
    let publishedOn: String
    let allowsHub: Bool

    var day: CivilDate {
        guard let day = CivilDate(iso: publishedOn) else {
            preconditionFailure("assessment.json: publishedOn")
        }
        return day
    }
}

/// A version of 評価書 that allows the registration.
public struct HubAssessment: Hashable, Sendable {
    let id: Int64
    public let version: String
    public let publishedOn: CivilDate
}

/// Whether PMH is on, and who said so.
public struct HubSwitch: Hashable, Sendable {
    public enum Event: String, Sendable {
        case proposed, confirmed, stopped

        public var wording: String {
            switch self {
            case .proposed: "起案"
            case .confirmed: "開始"
            case .stopped: "停止"
            }
        }
    }

    /// One line of the history.
    public struct Line: Hashable, Sendable {
        public let event: Event
        public let assessment: HubAssessment?
        public let officer: String
        public let reason: String
        public let at: Instant
    }

    /// The newest first; empty as long as nobody ever proposed anything.
    public let history: [Line]

    /// What counts now.
    public var newest: Line? { history.first }
    public var isOn: Bool { newest?.event == .confirmed }
    /// The version under which it is on.
    public var assessment: HubAssessment? { isOn ? newest?.assessment : nil }
    /// What waits for the second officer.
    public var proposal: Line? { newest?.event == .proposed ? newest : nil }
}
