// SPDX-License-Identifier: Apache-2.0
import Press
import Scheme

extension LetterLabels {
    /// The words of a letter's frame, of the book.
    init(_ said: [LetterLabel: String]) {
        self.init { label in
            let word: LetterLabel =
                switch label {
                case .continued: .continued
                case .notes: .notes
                case .desk: .desk
                case .phone: .phone
                case .seal: .seal
                case .sealOmitted: .sealOmitted
                case .sample: .sample
                case .step: .step
                case .yen: .yen
                case .article: .article
                case .printed: .printed
                case .officeUse: .officeUse
                case .cut: .cut
                }
            return said[word] ?? ""
        }
    }
}

extension LetterWording {
    /// A word of the card.
    func text(_ label: Certificate.Label) -> String {
        let word: LetterWord
        switch label {
        case .issueNumber: word = .issueNumber
        case .funderNumber: word = .funderNumber
        case .recipientNumber: word = .recipientNumber
        case .childName: word = .childName
        case .sex: word = .sex
        case .born: word = .born
        case .address: word = .address
        case .guardianName: word = .guardianName
        case .className: word = .className
        case .validity: word = .validity
        case .seal: return text(LetterLabel.seal)
        }
        return text(word) ?? ""
    }
}
