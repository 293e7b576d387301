// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What became of a 付番依頼.
public struct NumberingAnswer: Sendable, Hashable, Codable {
    public enum Outcome: String, Sendable, Codable {
        /// The person was numbered now.
        case numbered = "付番"
        /// The person had a number; the same answer as the first time.
        case known = "付番済"
        /// Number and four items do not say one person: an officer decides. No number is given.
        case waiting = "確認待ち"
    }

    public let addressee: AddresseeNumber
    public let outcome: Outcome
    /// 団体内統合宛名番号; `nil` while an officer has to decide.
    public let integratedNumber: AddresseeNumber?
    /// The case of the work queue.
    public let waitingCase: Int64?
}

/// What became of a 更新依頼.
public struct UpdateAnswer: Sendable, Hashable, Codable {
    public enum Outcome: String, Sendable, Codable {
        case updated = "更新"
        /// The same was there.
        case unchanged = "変更なし"
        /// The person is a resident: the resident register's data stand.
        case residentDataStand = "住民記録を優先"
    }

    public let addressee: AddresseeNumber
    public let outcome: Outcome
    public let historyNumber: Int?
}
