// SPDX-License-Identifier: Apache-2.0

/// What is counted of an officer in an hour (R-56, T-06).
public enum CeilingKind: String, CaseIterable, Codable, Sendable {
    /// Different persons whose data were shown or changed.
    case persons
    /// Hidden values that were shown: accounts, protected addresses, individual numbers.
    case reveals
    /// Pages that were printed.
    case pages

    public var title: String {
        switch self {
        case .persons: "利用した人の数"
        case .reveals: "伏せた値の表示"
        case .pages: "印刷した枚数"
        }
    }

    public var unit: String {
        switch self {
        case .persons: "人"
        case .reveals: "回"
        case .pages: "枚"
        }
    }
}

/// Of one kind: from which count on the heads are told, and after which nothing more is answered.
public struct Ceiling: Hashable, Sendable {
    public let alarm: Int
    public let limit: Int

    public init(alarm: Int, limit: Int) {
        self.alarm = alarm
        self.limit = limit
    }
}
