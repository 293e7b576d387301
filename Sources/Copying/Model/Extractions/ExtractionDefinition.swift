// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A question of the free extraction that is kept under a name.
public struct ExtractionDefinition: Hashable, Sendable, Identifiable {
    /// Who may use it.
    public enum State: String, CaseIterable, Sendable {
        /// Only who made it.
        case own
        /// A second officer is asked whether others may.
        case waiting
        case shared
        case refused
        case ended

        public var title: String {
            switch self {
            case .own: "自分だけ"
            case .waiting: "共有の承認待ち"
            case .shared: "共有"
            case .refused: "共有は不承認（自分だけ）"
            case .ended: "使わない"
            }
        }
    }

    public let id: Int64
    public let name: String
    public let question: ListQuestion
    /// Whether its list is about persons: sharing it then needs a second officer.
    public let isPersonal: Bool
    public let officer: String
    public let madeAt: Instant
    public internal(set) var state: State

    /// Whether an officer may use it.
    public func isOpen(to officer: String) -> Bool {
        switch state {
        case .shared: true
        case .own, .waiting, .refused: self.officer == officer
        case .ended: false
        }
    }
}
