// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A letter that asks for money (納入通知書, 督促状).
public struct RecoveryDemand: Hashable, Sendable {
    /// The kinds of letter.
    public enum Kind: String, CaseIterable, Sendable, Hashable {
        case demand, dunning

        /// The title of the letter.
        public var title: String {
            switch self {
            case .demand: "納入通知書"
            case .dunning: "督促状"
            }
        }
    }

    public let id: Int64
    /// `2025-000012`: fiscal year and number.
    public let number: String
    public let recovery: Int64
    public let kind: Kind
    /// The instalment of the plan that it asks for; `nil` for the whole.
    public let instalment: Int?
    public let amount: Yen
    public let issuedOn: CivilDate
    public let dueOn: CivilDate
    public let officer: String
}
