// SPDX-License-Identifier: Apache-2.0

/// A slip to pay with (納付書) at the foot of a letter, cut off along the lower fold: notice,
/// receipt and the notice to the city that money was received (納入通知書・領収証書・領収済通知書).
///
/// It names the payer, never an address: the only one of a letter stands in the window.
public struct PaymentSlip: Sendable {
    /// A label and what stands beside it.
    public struct Row: Sendable {
        public let label: String
        public let value: String
        /// Whether the value is a person's name.
        public let isName: Bool

        public init(_ label: String, _ value: String, isName: Bool = false) {
            self.label = label
            self.value = value
            self.isName = isName
        }
    }

    /// One of the parts, from left to right.
    public struct Part: Sendable {
        public let title: String
        /// What the part says: 「上記の金額を領収しました。」.
        public let sentence: String
        /// Rows of this part only, after those of all parts.
        public let rows: [Row]
        /// Whether the sender and the place of the seal stand on it.
        public let hasSender: Bool
        /// The name of the box for the stamp of who takes the money; empty for none.
        public let stamp: String
        /// What stands in the place of a code for machines; empty for no such place.
        ///
        /// No code is drawn: which one a city uses is agreed with who collects for it.
        public let codePlace: String

        public init(
            title: String, sentence: String, rows: [Row] = [], hasSender: Bool = false,
            stamp: String = "", codePlace: String = ""
        ) {
            self.title = title
            self.sentence = sentence
            self.rows = rows
            self.hasSender = hasSender
            self.stamp = stamp
            self.codePlace = codePlace
        }
    }

    /// Rows of every part.
    public let rows: [Row]
    /// What is paid, larger.
    public let amount: Row
    public let parts: [Part]

    public init(rows: [Row], amount: Row, parts: [Part]) {
        self.rows = rows
        self.amount = amount
        self.parts = parts
    }
}
