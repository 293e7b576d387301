// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// A password or another secret that the page after a form says once: it stands in no address, and who
/// loads the page again, or comes back to it, does not see it.
enum SaidOnce {
    /// The form was carried out: the next page says it.
    static func answer(_ sentence: String, on route: Route, of visit: Visit) throws -> Answer {
        let key = visit.desk.secrets.put(sentence, of: try visit.officer().officer)
        return .seeOther(route.path() + "?secret=" + key)
    }

    /// - Parameter words: what was done, and what is done with the secret now.
    /// - Returns: what else the page has to say, where there is no secret or it was seen.
    static func banner(_ visit: Visit, _ words: (String) -> Banner) throws -> Banner? {
        let key = visit.query["secret"]
        guard !key.isEmpty else { return Done.banner(visit) }
        guard let said = visit.desk.secrets.take(key, of: try visit.officer().officer) else {
            return Banner(
                .info, "一度だけ示す言葉は、もう示しました",
                ["書き取れなかったときは、パスワードは出し直し、登録票は発行し直してください。"])
        }
        return words(said)
    }
}
