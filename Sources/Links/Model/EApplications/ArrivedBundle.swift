// SPDX-License-Identifier: Apache-2.0
import Formats
import Ledger
import Vocabulary

/// A file of a form service as it came.
struct ArrivedBundle: Hashable, Sendable {
    let name: String
    /// SHA-256 of the bytes in hexadecimal: the same bytes count once, whatever their name.
    let digest: String

    /// The name for the register: empty where anything but the agreed letters stands in it, or
    /// where it holds a run of digits that may be a 個人番号.
    var harmlessName: String {
        let isAgreed = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        guard isAgreed, !name.isEmpty, name.utf8.count <= 80 else { return "" }
        return NumberLike.isIn(name) ? "" : name
    }
}

/// One item of a form, about to be stored.
struct FormItem: Hashable, Sendable {
    let key: String
    let title: String
    let value: String
    let isAboutPerson: Bool

    /// Every item that the form says, in the order of the layout; 個人番号 is no text and never one.
    static func all(_ form: BundleForm) -> [FormItem] {
        form.layout.items.compactMap { item in
            guard let value = value(of: item, in: form.row) else { return nil }
            return FormItem(
                key: item.key, title: item.name, value: value,
                isAboutPerson: item.subject == .person)
        }
    }

    private static func value(of item: LayoutColumn, in row: FeedRow) -> String? {
        switch item.type {
        case .individualNumber: nil
        case .date: row.feedDate(item.key).flatMap { $0.day?.description }
        case .month: row.month(item.key)?.description
        case .yen, .int: row.integer(item.key).map { String($0) }
        case .addressee: row.addressee(item.key)?.description
        case .text: row.optionalText(item.key).map { NumberLike.masked($0) }
        case .digits, .code, .insurer, .funder, .institution: row.optionalText(item.key)
        }
    }
}

/// An attachment that passed the layout, about to be stored.
struct ArrivedAttachment: Sendable {
    let rule: String
    let title: String
    let name: String
    let mediaType: String
    let bytes: [UInt8]
    let digest: String
    /// Follows from the bundle and the place in it: stored twice, it is stored once.
    let storeKey: String

    init(_ attachment: BundleAttachment, place: Int, of bundle: ArrivedBundle) {
        rule = attachment.rule.key
        title = attachment.rule.title
        name = NumberLike.masked(attachment.name)
        mediaType = attachment.kind.mediaType
        bytes = attachment.bytes
        digest = Digest.of(attachment.bytes).description
        storeKey = Digest.of(Array("\(bundle.digest) \(place)".utf8)).description
    }
}
