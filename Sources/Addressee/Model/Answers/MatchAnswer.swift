// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a person is not linked by the program.
public enum MatchDoubt: String, Sendable, Codable, CaseIterable {
    case noNumber = "個人番号がないため、一致だけでは結びません"
    case unknownNumber = "この個人番号の方は登録されていません"
    case itemsDiffer = "個人番号は同じですが、4情報のどれかが登録と違います"
    case numberOfAnother = "この個人番号は、別の宛名番号の方のものとして登録されています"
    case personHasAnotherNumber = "この宛名番号の方には、別の個人番号が登録されています"
    case addresseeReused = "この宛名番号は、氏名も生年月日も違う方のものとして登録されています"
    case nobodyCertain = "一人に決められません"
}

/// Who somebody is, as far as System 2 can say for certain.
public struct MatchAnswer: Sendable, Hashable, Codable {
    /// The linked person's 宛名番号; `nil` while an officer has to decide.
    public let addressee: AddresseeNumber?
    public let doubt: MatchDoubt?
    /// The case of the work queue; `nil` when linked, or when an officer has said that it is none of
    /// the candidates.
    public let waitingCase: Int64?
}

/// One person of a list of candidates, its statement that agrees best beside what was asked.
public struct Candidate: Sendable, Hashable {
    public let addressee: AddresseeNumber
    public let origin: AddresseeOrigin
    public let comparison: FourItemComparison
    /// The statement compared is not the current one.
    public let isFromHistory: Bool
    /// Under a protection measure (支援措置): the place is compared with nobody's eyes.
    public internal(set) var isProtected = false
}

/// A case as it rests in the book.
struct WaitingCase {
    let id: Int64
    let source: String
    let addressee: AddresseeNumber?
    let why: MatchDoubt
    let items: FourItems
    let since: Instant
    /// Somebody in it was under a protection measure when the question came up.
    let wasProtected: Bool

    var sourceTitle: String { PeerName(rawValue: source)?.wording ?? source }
}
