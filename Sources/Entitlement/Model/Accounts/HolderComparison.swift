// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// How the holder of an account stands to its recipient, compared as banks write names.
///
/// Both are spelled in bank kana first (half-width, large, `-` for the long mark), so that only
/// real differences remain. Banks return a transfer when the voice marks differ.
public enum HolderComparison: String, Sendable, CaseIterable {
    /// Letter by letter the same in bank kana, spaces aside.
    case same
    /// The holder is the recipient's name as far as 30 bytes reach.
    case cut
    /// The same but for ﾞ and ﾟ: very likely a slip, and a transfer would come back.
    case voiceDiffers = "voice"
    /// The family name is the same and the rest is not.
    case sameFamily = "family"
    case other

    /// What an officer reads beside both spellings.
    public var wording: String {
        switch self {
        case .same: "一致"
        case .cut: "一致（30バイトで切れている）"
        case .voiceDiffers: "濁点・半濁点が違います"
        case .sameFamily: "氏だけ一致"
        case .other: "不一致"
        }
    }

    /// Whether an officer must look at it.
    public var isDoubtful: Bool { self != .same && self != .cut }

    /// - Parameters:
    ///   - holder: as registered.
    ///   - name: the recipient's reading in kana of any width.
    public init(holder: String, name: String) {
        let theirs = Self.spelled(holder)
        let ours = Self.spelled(name)
        if theirs == ours {
            self = .same
        } else if theirs.bytes >= Self.tight, ours.letters.hasPrefix(theirs.letters) {
            self = .cut
        } else if KanaFold.searchKey(holder) == KanaFold.searchKey(name) {
            self = .voiceDiffers
        } else if let family = theirs.family, family == ours.family {
            self = .sameFamily
        } else {
            self = .other
        }
    }

    /// From so many bytes on a name may have been cut: a kana and its mark are never parted.
    private static let tight = 29

    private struct Spelling: Equatable {
        let letters: String
        let family: String?
        let bytes: Int

        static func == (one: Spelling, other: Spelling) -> Bool {
            Array(one.letters.utf8) == Array(other.letters.utf8)
        }
    }

    private static func spelled(_ text: String) -> Spelling {
        let read = PayeeKana.read(text, rule: .asO, limit: .max)
        let written = read.text ?? HalfKana.half(text)
        let parts = written.split(separator: " ")
        return Spelling(
            letters: parts.joined(), family: parts.count > 1 ? String(parts[0]) : nil,
            bytes: written.unicodeScalars.count)
    }
}
