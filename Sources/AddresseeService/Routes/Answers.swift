// SPDX-License-Identifier: Apache-2.0
import Addressee
import Vocabulary

/// `200` of 付番API v2.0.
struct FubanAnswer: Encodable {
    struct Metadata: Encodable {
        let title = "住登外者宛名番号付番"
        let detail = "正常終了"
    }

    struct Link: Encodable {
        let href: String
    }

    struct Links: Encodable {
        let own = Link(href: ServiceRoute.numberNonResident.path)

        private enum CodingKeys: String, CodingKey { case own = "self" }
    }

    struct Result: Encodable {
        let shikuchosonkodo: String
        let atenabango: AddresseeNumber
        let rirekibango: Int?
        let sosashaid: String
        let sosanengappi: CivilDate
        let sosajikoku: String
    }

    let metadata = Metadata()
    let links = Links()
    let result: [Result]

    private enum CodingKeys: String, CodingKey {
        case metadata, result
        case links = "_links"
    }
}

/// Candidates item by item: which agree. What the register says is told by the answer to a search,
/// with its reason.
struct CandidateList: Encodable {
    struct Entry: Encodable {
        let addressee: AddresseeNumber
        let origin: AddresseeOrigin
        let isFromHistory: Bool
        /// Item → 一致, 相違 or なし.
        let verdicts: [String: String]
    }

    let candidates: [Entry]

    init(_ found: [Candidate]) {
        candidates = found.map { candidate in
            Entry(
                addressee: candidate.addressee, origin: candidate.origin,
                isFromHistory: candidate.isFromHistory,
                verdicts: Dictionary(
                    uniqueKeysWithValues: candidate.comparison.lines.map {
                        ($0.item.rawValue, $0.verdict.rawValue)
                    }))
        }
    }
}

/// What waits for the peer.
struct Notices: Encodable {
    struct Entry: Encodable {
        let position: Int64
        let kind: String
        let addressee: AddresseeNumber
        let cause: Int64
        let recordedAt: String
    }

    let notices: [Entry]

    init(notices: [PeerNotice]) {
        self.notices = notices.map {
            Entry(
                position: $0.position, kind: $0.kind.rawValue, addressee: $0.addressee,
                cause: $0.cause, recordedAt: $0.recordedAt.textInJapan)
        }
    }
}

/// `errors[]` of every answer that is not 2xx.
struct ErrorAnswer: Encodable {
    struct Entry: Encodable {
        let code: String
        let message: String
    }

    let errors: [Entry]
}
