// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// A password or another secret that the page after a form says once: it stands in no address, and who
/// loads the page again, or comes back to it, does not see it.
enum SaidOnce {
    /// The form was carried out: the next page says it.
    ///
    /// - Parameter banner: what was done, the secret, and what is done with it now.
    static func answer(_ banner: Banner, on route: Route, of visit: Visit) throws -> Answer {
        let key = visit.desk.secrets.put(banner, of: try visit.officer().officer)
        return .seeOther(route.path() + "?secret=" + key)
    }

    /// The form was carried out before, and nobody knows its words any more: none are made anew until
    /// somebody sends the form again on purpose.
    ///
    /// - Parameter next: what to do for whoever has not written them down.
    static func gone(at field: String, _ next: String) -> FormProblem {
        FormProblem(
            field,
            "この用紙は前に一度送られ、済んでいます（E-SAF-010）。新しい言葉は作っていません。前に示した言葉が有効で、もう示せません。" + next)
    }

    /// - Returns: what else the page has to say, where there is no secret or it was seen.
    static func banner(_ visit: Visit) throws -> Banner? {
        let key = visit.query["secret"]
        guard !key.isEmpty else { return Done.banner(visit) }
        guard let said = visit.desk.secrets.take(key, of: try visit.officer().officer) else {
            return Banner(
                .info, "一度だけ示す言葉は、もう示しました（示さないまま時間が過ぎたものも、示しません）",
                ["書き取れなかったときは、パスワードは出し直し、登録票は発行し直してください。"])
        }
        return said
    }
}
