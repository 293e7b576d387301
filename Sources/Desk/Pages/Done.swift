// SPDX-License-Identifier: Apache-2.0

/// What was done, said on the page that a POST leads to. A closed list: nothing typed into an
/// address can become a message.
enum Done: String {
    case password, nocode
    case held, released, withdrawn, checked
    case proposed, approved, sentBack = "back"
    case lapse, rejudged, confirmed, issued

    /// The banner of `?done=…`.
    static func banner(_ visit: Visit) -> Banner? {
        guard let done = Done(rawValue: visit.query["done"]) else { return nil }
        let count = Int(visit.query["n"])
        return switch done {
        case .password: Banner(.success, "パスワードを変更しました。")
        case .nocode: Banner(.warning, "その画面コードはありません。", ["4桁の画面コードは各画面の見出しの左にあります。"])
        case .held: Banner(.success, "申請を保留しました。", ["期限が過ぎると、ホームの「保留の期限切れ」に出ます。"])
        case .released: Banner(.success, "保留を解除しました。", ["続けて審査できます。"])
        case .withdrawn: Banner(.success, "申請を取り下げました。")
        case .checked: Banner(.success, "住民記録を確認し直しました。")
        case .proposed: Banner(.success, "決定案を起案しました。", ["別の職員の決裁を待ちます。"])
        case .approved:
            Banner(.success, "\(count ?? 1)件を決裁しました。", ["通知書と受給資格証は「帳票・通知 発行」から交付できます。"])
        case .sentBack: Banner(.success, "差し戻しました。", ["申請は審査待ちに戻りました。"])
        case .lapse: Banner(.success, "資格の消滅を起案しました。", ["別の職員の決裁を待ちます。"])
        case .rejudged: Banner(.success, "再判定を終えました。", ["案は下の一覧にあります。"])
        case .confirmed: Banner(.success, "再判定の結果を確認しました。")
        case .issued: Banner(.success, "交付しました。")
        }
    }
}
