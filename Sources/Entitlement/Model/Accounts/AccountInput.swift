// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// An account as the application form says it (口座).
public struct AccountInput: Hashable, Sendable {
    /// 金融機関コード, four digits.
    public var bank: String
    /// 支店コード, three digits.
    public var branch: String
    public var type: BankAccountType
    /// Up to seven digits.
    public var number: String
    /// In kana of any width.
    public var holderKana: String
    public var holderKanji: String?
    /// The first day of use; `nil` is the day of recording.
    public var from: CivilDate?
    /// The first day on which it is not used any more; `nil` is open.
    public var until: CivilDate?

    public init(
        bank: String, branch: String, type: BankAccountType, number: String, holderKana: String,
        holderKanji: String? = nil, from: CivilDate? = nil, until: CivilDate? = nil
    ) {
        self.bank = bank
        self.branch = branch
        self.type = type
        self.number = number
        self.holderKana = holderKana
        self.holderKanji = holderKanji
        self.from = from
        self.until = until
    }
}

/// An account that may be registered: digits filled, the holder in bank-transfer kana.
public struct CheckedAccount: Hashable, Sendable {
    public let bank: String
    public let branch: String
    public let type: BankAccountType
    /// Seven digits.
    public let number: String
    /// Half-width, as 全銀 writes it, at most 30 bytes.
    public let holderKana: String
    public let holderKanji: String?

    /// Checks form and kana.
    ///
    /// - Throws: `.wrongAccount`, `.unusablePayee`.
    public init(_ input: AccountInput) throws(EntitlementRefusal) {
        let isRight =
            Self.isDigits(input.bank, 4...4) && Self.isDigits(input.branch, 3...3)
            && Self.isDigits(input.number, 1...7)
        guard isRight else { throw .wrongAccount }
        let payee = PayeeKana.read(input.holderKana, rule: .asO)
        guard payee.valid, let text = payee.text else {
            throw .unusablePayee(payee.reason ?? "使えない文字")
        }
        bank = input.bank
        branch = input.branch
        type = input.type
        number = String(repeating: "0", count: 7 - input.number.utf8.count) + input.number
        holderKana = text
        holderKanji = input.holderKanji
    }

    private static func isDigits(_ text: String, _ count: ClosedRange<Int>) -> Bool {
        count.contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// What an officer should look at: the holder is not the recipient, or is the child.
    func doubts(recipient: ResidentSnapshot?, child: ResidentSnapshot?) -> [String] {
        let holder = KanaFold.searchKey(holderKana)
        if let recipient {
            let comparison = HolderComparison(holder: holderKana, name: recipient.kana)
            if !comparison.isDoubtful { return [] }
            if comparison == .voiceDiffers { return ["口座名義人の濁点・半濁点が受給者と異なります"] }
        }
        if let child, KanaFold.searchKey(child.kana) == holder {
            return ["口座名義人が児童です"]
        }
        return recipient == nil ? [] : ["口座名義人が受給者と異なります"]
    }
}
