// SPDX-License-Identifier: Apache-2.0
import Addressee
import HTTPTypes
import Safeguards

/// Every operation of the service. What is not here does not exist: there is no route by which data
/// would be provided to another office, and no message type for it.
enum ServiceRoute: String, CaseIterable, Sendable {
    case token, introspect, document
    case number, numberNonResident, candidates, update, remove, search, answer, convert, disclose
    case match, lock, unlock, notices, confirmNotices, inherit, relay

    var method: HTTPRequest.Method {
        switch self {
        case .document, .notices: .get
        case .token, .introspect, .number, .numberNonResident, .candidates, .update, .remove,
            .search, .answer, .convert, .disclose, .match, .lock, .unlock, .confirmNotices,
            .inherit, .relay:
            .post
        }
    }

    var path: String {
        switch self {
        case .token: "/oauth2/token"
        case .introspect: "/oauth2/introspect"
        case .document: "/openapi.json"
        case .number: "/v1/numbering"
        case .numberNonResident: "/app_submit/v10/jutogaishaatenabangofuban"
        case .candidates: "/v1/candidates"
        case .update: "/v1/updates"
        case .remove: "/v1/removals"
        case .search: "/v1/searches"
        case .answer: "/v1/addressees"
        case .convert: "/v1/conversions"
        case .disclose: "/v1/disclosures"
        case .match: "/v1/matches"
        case .lock: "/v1/locks"
        case .unlock: "/v1/unlocks"
        case .notices: "/v1/notices"
        case .confirmNotices: "/v1/notices/confirmations"
        case .inherit: "/v1/inheritances"
        case .relay: "/v1/relays"
        }
    }

    /// `${業務ID}:${リソース名}:${操作名}`; `nil` where no token is asked for.
    var scope: String? {
        switch self {
        case .token, .introspect, .document: nil
        case .number: "032:numbering:Create"
        case .numberNonResident: "031:app_submit/v10/jutogaishaatenabangofuban:Create"
        case .candidates: "031:candidates:Read"
        case .update: "032:updates:Update"
        case .remove: "032:removals:Delete"
        case .search: "032:searches:Read"
        case .answer: "032:addressees:Read"
        case .convert: "032:conversions:Read"
        case .disclose: "032:disclosures:Read"
        case .match: "032:matches:Create"
        case .lock: "031:locks:Create"
        case .unlock: "031:locks:Delete"
        case .notices: "032:notices:Read"
        case .confirmNotices: "032:notices:Update"
        case .inherit: "031:inheritances:Create"
        case .relay: "032:relays:Update"
        }
    }

    /// What the peer must be registered for.
    var request: PeerRequest? {
        switch self {
        case .token, .introspect, .document: nil
        case .number: .number
        case .numberNonResident, .inherit: .numberNonResident
        case .candidates: .candidates
        case .update: .update
        case .remove: .remove
        case .search: .search
        case .answer: .answer
        case .convert, .relay: .convert
        case .disclose: .disclose
        case .match: .match
        case .lock, .unlock: .lock
        case .notices, .confirmNotices: .notices
        }
    }

    /// The items of the body; anything else in it is refused.
    var body: [BodyItem] {
        switch self {
        case .token, .introspect, .document, .notices: []
        case .number:
            [.must("individualNumber", .text(12)), .addressee, .day] + BodyItem.person
        case .numberNonResident: NonResidentParameters.items
        case .candidates: BodyItem.person + [.reason]
        case .update: [.addressee, .day] + BodyItem.person
        case .remove: [.addressee, .day]
        case .search:
            [
                .reason, .may("addressee", .text(15)), .may("integratedNumber", .text(15)),
                .may("individualNumber", .text(12)), .may("name", .text(100)),
                .may("kana", .text(100)), .may("born", .text(10)), .may("address", .text(300)),
            ]
        case .answer: [.must("addressees", .texts)]
        case .convert: [.may("addressees", .texts), .may("integratedNumbers", .texts)]
        case .disclose:
            [.must("requestNumber", .words(64)), .must("integratedNumbers", .texts)]
        case .match: [.may("individualNumber", .text(12))] + BodyItem.person
        case .lock, .unlock, .inherit: [.addressee]
        case .confirmNotices: [.must("through", .integer)]
        case .relay:
            [
                .must("interface", .text(32)), .must("direction", .text(8)),
                .must("message", .message),
            ]
        }
    }

    /// Which of them carries a 個人番号.
    var numberItem: String {
        self == .numberNonResident ? "kojinbango" : "individualNumber"
    }

    /// Whether its answers have the form of 付番API v2.0, whose callers know its codes only.
    var isStandardAPI: Bool { self == .numberNonResident }

    /// The operation of the log that a refusal before System 2 is noted under.
    var operation: OperationCode {
        switch self {
        case .match: MatchPerson.operation
        case .search: SearchAddressee.operation
        default: NumberPerson.operation
        }
    }

    /// The scopes that a peer may ask for.
    static func scopes(of peer: Peer) -> Set<String> {
        Set(
            allCases.compactMap { route in
                guard let request = route.request, peer.requests.contains(request) else {
                    return nil
                }
                return route.scope
            })
    }
}

/// The parameters of 付番API v2.0, from the one table of `Addressee`.
enum NonResidentParameters {
    static let control = [
        "shorikubun", "shikuchosonkodo", "atenabango", "kojinbango", "gyomuid",
        "dokujishisakushisutemutoid", "nayosemotofuragu", "nayosesakiatenabango",
        "tagyomusanshofukafuragu", "sosashaid", "sosanengappi", "sosajikoku",
    ]

    /// None is required here: what is missing is answered with E0001 by the check of the API.
    static let items = (control + NonResidentItem.allCases.map(\.rawValue)).map {
        BodyItem.mayBeEmpty($0, 300)
    }
}
