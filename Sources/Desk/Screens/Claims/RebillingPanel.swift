// SPDX-License-Identifier: Apache-2.0
import Benefits

/// 返戻 and 再請求 on the page of a claim or of a row of the error list: the other of the pair.
struct RebillingPanel: PageModel {
    struct Row: PageModel {
        let words: String
        let href: String
        let how: String
    }

    let rows: [Row]
    /// A newer one took its place: whoever checks looks there.
    let isReplaced: Bool

    /// - Returns: `nil` where nothing went back.
    init?(_ pairs: [Rebilling], of subject: Objection.Subject) {
        guard !pairs.isEmpty else { return nil }
        rows = pairs.map { pair in
            let isOlder = pair.returned == subject
            return Row(
                words: isOlder ? "再請求された明細書" : "返戻・取下げされた前の明細書",
                href: Self.href(isOlder ? pair.rebilled : pair.returned), how: pair.match.wording)
        }
        isReplaced = pairs.contains { $0.returned == subject }
    }

    private static func href(_ subject: Objection.Subject) -> String {
        switch subject {
        case .claim(let id): Route.claim.path(id)
        case .error(let id): Route.claimError.path(id)
        }
    }
}
