// SPDX-License-Identifier: Apache-2.0

/// An eligibility certificate (こども医療費受給資格証), a card of 148 × 93 mm.
///
/// All texts are as printed: dates in era form, numbers as digits.
public struct Certificate: Sendable {
    /// One row of validity: `通院`, from, to; the last day is inside (as on paper).
    public struct Validity: Sendable {
        public let label: String
        public let from: String
        public let through: String
        /// Both days as the row says them.
        public let text: String

        public init(_ label: String, from: String, through: String, text: String) {
            self.label = label
            self.from = from
            self.through = through
            self.text = text
        }
    }

    /// The words of the card itself, as the city's book says them.
    public enum Label: String, Sendable, CaseIterable {
        case issueNumber, funderNumber, recipientNumber, childName, sex, born, address
        case guardianName, className, validity
        /// In the place of the seal.
        case seal
    }

    /// The child (対象児童).
    public struct Child: Sendable {
        public let name: String
        public let kana: String
        /// `男`, `女`.
        public let sex: String
        /// `令和6年2月5日`.
        public let born: String

        public init(name: String, kana: String, sex: String, born: String) {
            self.name = name
            self.kana = kana
            self.sex = sex
            self.born = born
        }
    }

    public let title: String
    /// 公費負担者番号, eight digits.
    public let publicFunderNumber: String
    /// 受給者番号, seven digits.
    public let recipientNumber: String
    public let child: Child
    /// 区分 as the scheme calls it; `nil` where it tells none apart.
    public let classification: String?
    /// The child's address and the guardian's name; of the recipient only.
    public let address: PrintableAddress
    public let validities: [Validity]
    public let issuer: Sender
    /// `令和7年4月1日 交付`.
    public let issuedOn: String
    public let issueNumber: String
    /// What the holder must know, short sentences.
    public let notices: [String]
    private let labels: [Label: String]

    /// Takes the values as printed; the guardian's name is the name of `address`.
    public init(
        title: String, labels: (Label) -> String, publicFunderNumber: String,
        recipientNumber: String,
        child: Child, classification: String? = nil, address: PrintableAddress,
        validities: [Validity], issuer: Sender,
        issuedOn: String, issueNumber: String, notices: [String]
    ) {
        self.title = title
        self.labels = Label.allCases.reduce(into: [:]) { $0[$1] = labels($1) }
        self.publicFunderNumber = publicFunderNumber
        self.recipientNumber = recipientNumber
        self.child = child
        self.classification = classification
        self.address = address
        self.validities = validities
        self.issuer = issuer
        self.issuedOn = issuedOn
        self.issueNumber = issueNumber
        self.notices = notices
    }

    subscript(_ label: Label) -> String { labels[label] ?? "" }
}
