// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// What was typed into the one box, understood in every way it can mean.
struct SearchBox {
    /// A number that may be a 宛名番号.
    private(set) var addressee: AddresseeNumber?
    private(set) var recipientNumber: String?
    private(set) var receipt: String?
    private(set) var issueNumber: String?
    private(set) var born: CivilDate?
    /// Digits of a telephone number, from its beginning.
    private(set) var phone: String?
    private(set) var kana: String?
    private(set) var name: String?
    /// How it was understood, in words.
    private(set) var readings: [String] = []

    init(_ text: String, today: CivilDate) {
        var words: [String] = []
        for word in Self.words(text) {
            if !read(word, today: today) { words.append(word) }
        }
        // Kana and characters may stand side by side, each for its own reading of the name.
        let inKana = words.filter(Self.isKana).joined()
        let inCharacters = words.filter { !Self.isKana($0) }.joined()
        if !inKana.isEmpty {
            kana = inKana
            readings.append("カナ「\(inKana)」で始まる")
        }
        if !inCharacters.isEmpty {
            name = inCharacters
            readings.append("氏名「\(inCharacters)」で始まる（異体字を含む）")
        }
    }

    /// Whether it asks for a number that belongs to one person.
    var isNumber: Bool {
        (addressee != nil || recipientNumber != nil || receipt != nil || issueNumber != nil)
            && kana == nil && name == nil && phone == nil
    }

    var isEmpty: Bool { readings.isEmpty }

    /// The question for the registers; `nil` where only numbers of papers were typed.
    func query(limit: Int) -> PersonQuery? {
        guard kana != nil || name != nil || born != nil || phone != nil else { return nil }
        return PersonQuery(kana: kana, name: name, born: born, phone: phone, limit: limit)
    }

    /// Reads one word as a number or a day; false where it is a name.
    private mutating func read(_ word: String, today: CivilDate) -> Bool {
        let plain = Self.halfWidth(word)
        if let receipt = Self.receipt(plain) {
            self.receipt = receipt
            readings.append("受付番号 \(receipt)")
            return true
        }
        if plain.hasPrefix(PriorCertificate.mark) {
            issueNumber = plain
            readings.append("旧システムの証番号 \(plain.dropFirst(PriorCertificate.mark.count))")
            return true
        }
        if Self.isIssueNumber(plain) {
            issueNumber = plain
            readings.append("証の交付番号 \(plain)")
            return true
        }
        if let digits = Self.phone(plain) {
            phone = digits
            readings.append("電話番号 \(digits) で始まる")
            return true
        }
        var isRead = false
        for whose in [DateEntry.Subject.any, .child] {
            guard born == nil, let day = DateEntry.read(plain, for: whose, today: today).date
            else { continue }
            born = day
            readings.append("生年月日 \(Say.date(day))")
            isRead = true
        }
        let digits = plain.filter { $0 != "-" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return isRead
        }
        // What looks like a day in eight digits or with hyphens is not asked for as a number too.
        if isRead, plain.contains("-") || digits.utf8.count == 8 { return true }
        if let number = AddresseeNumber(digits) {
            addressee = number
            readings.append("宛名番号 \(number)")
        }
        if let number = RecipientNumber(digits) {
            recipientNumber = number.digits
            readings.append("受給者番号 \(number.digits)")
        }
        return true
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace }.map(String.init)
    }

    /// Full-width letters, digits and hyphens as half width; nothing else changes.
    private static func halfWidth(_ word: String) -> String {
        String(
            String.UnicodeScalarView(
                word.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                    case 0x2010...0x2015, 0x2212: "-"
                    default: scalar
                    }
                }))
    }

    /// `U2025-000123`, as the office numbers its receipts, or `R7-000123` of a numbered form.
    private static func receipt(_ word: String) -> String? {
        let large = word.uppercased()
        return large.wholeMatch(of: /[A-Z]{1,3}[0-9]{0,4}-[0-9]{4,8}/) == nil ? nil : large
    }

    /// `048-000-1234`, with hyphens or brackets, or its ten or eleven digits; half of it will do
    /// where a hyphen says that it is one.
    private static func phone(_ word: String) -> String? {
        let digits = word.filter { !"-()".contains($0) }
        guard digits.first == "0", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            CivilDate(iso: word) == nil
        else { return nil }
        let isWhole = (10...11).contains(digits.utf8.count)
        return isWhole || (word.contains("-") && (4...9).contains(digits.utf8.count))
            ? digits : nil
    }

    /// `2025-0000123`.
    private static func isIssueNumber(_ word: String) -> Bool {
        let parts = word.split(separator: "-")
        return parts.count == 2 && parts[0].count == 4 && parts[1].count == 7
            && parts.joined().allSatisfy(\.isNumber)
    }

    private static func isKana(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x3041...0x309F, 0x30A1...0x30FF, 0xFF65...0xFF9F, 0x20, 0x2D: true
            default: false
            }
        }
    }
}
