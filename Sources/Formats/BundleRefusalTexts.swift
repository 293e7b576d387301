// SPDX-License-Identifier: Apache-2.0

/// Codes and texts about archives (101–113) and bundles of electronic applications (121–135).
extension FormatRefusal {
    var archiveEntry: (code: String, message: String)? {
        switch self {
        case .notAnArchive:
            ("E-FMT-101", "ZIP ではありません。送り元に、取り決めた形のファイルを求めてください。")
        case .archiveBroken:
            ("E-FMT-102", "ZIP が壊れているか、途中で切れています。送り元から取り直してください。")
        case .archiveTooLarge(let limit):
            ("E-FMT-103", "ZIP の中身が上限（\(megabytes(limit))）を超えています。送り元に確かめてください。")
        case .archiveTooManyEntries(let limit):
            ("E-FMT-104", "ZIP の中のファイルが上限（\(limit)個）を超えています。送り元に確かめてください。")
        case .archiveBomb(let ratio):
            (
                "E-FMT-105",
                "展開すると元の\(ratio)倍を超えます。装置を止めるためのファイルのおそれがあるため、開きません。"
            )
        case .archiveEncrypted:
            ("E-FMT-106", "ZIP の中に暗号化されたファイルがあります。暗号化せずに送ってもらってください。")
        case .archiveNameUnreadable:
            ("E-FMT-107", "ZIP の中のファイル名が UTF-8 でも CP932 でもありません。送り元に確かめてください。")
        case .archiveNameUnsafe:
            ("E-FMT-108", "ZIP の中に、外のフォルダーを指すなど受け入れられない名前のファイルがあります。送り元に確かめてください。")
        case .archiveNameTwice:
            ("E-FMT-109", "ZIP の中に同じ名前のファイルが2つあります。送り元に確かめてください。")
        case .archiveLink:
            ("E-FMT-110", "ZIP の中に、リンクなど普通のファイルでないものがあります。送り元に確かめてください。")
        case .archiveMethod:
            ("E-FMT-111", "ZIP の圧縮の方式が取り決めと違います（無圧縮か deflate だけを読みます）。")
        case .archiveNested:
            ("E-FMT-112", "ZIP の中に、さらに圧縮されたファイルがあります。展開して送ってもらってください。")
        case .archiveEmpty:
            ("E-FMT-113", "ZIP の中にファイルがありません。送り元から取り直してください。")
        default: nil
        }
    }

    var bundleEntry: (code: String, message: String)? {
        documentEntry ?? attachmentEntry
    }

    private var documentEntry: (code: String, message: String)? {
        switch self {
        case .bundleUnknown:
            ("E-FMT-121", "どの電子申請の様式にも合いません。手続の様式が Layouts にあるか確かめてください。")
        case .bundleAmbiguous:
            ("E-FMT-122", "2つ以上の電子申請の様式に合います。様式の manifest と procedure を見直してください。")
        case .documentTooLarge(let limit):
            ("E-FMT-123", "申請の本体が上限（\(megabytes(limit))）を超えています。送り元に確かめてください。")
        case .documentForbidden:
            ("E-FMT-124", "XML に文書型宣言・実体・処理命令があります。安全のため読みません。送り元に確かめてください。")
        case .documentEncoding:
            ("E-FMT-125", "XML の文字コードの宣言が、UTF-8 でも CP932 でもないか、実際と違います。")
        case .documentBroken(let line):
            ("E-FMT-126", "申請の本体の\(line)行目が、様式の形（XML・JSON）として読めません。")
        case .documentTooDeep(let limit):
            ("E-FMT-127", "申請の本体の入れ子が\(limit)段を超えています。送り元に確かめてください。")
        case .itemTwice(let name):
            ("E-FMT-128", "項目「\(name)」が2つあります。どちらが正しいか送り元に確かめてください。")
        case .itemUnknown(let name, let count):
            (
                "E-FMT-129",
                "様式にない項目が\(count)個あります（最初は「\(name)」）。"
                    + "申請者の書いたことを失わないよう、取り込みません。様式を改めてから取り込み直してください。"
            )
        case .itemAbsent(let name):
            ("E-FMT-130", "項目「\(name)」がありません。様式と申請フォームの版が合っているか確かめてください。")
        case .bundleRows(let found):
            ("E-FMT-131", "申請の本体に申請が\(found)件あります。1つのファイルに1件だけを入れてください。")
        default: nil
        }
    }

    private var attachmentEntry: (code: String, message: String)? {
        switch self {
        case .attachmentUnknown(let count):
            ("E-FMT-132", "様式にない添付ファイルが\(count)個あります。様式の attachments を確かめてください。")
        case .attachmentTooMany(let title, let limit):
            ("E-FMT-133", "添付「\(title)」が\(limit)個を超えています。")
        case .attachmentEmpty(let title):
            ("E-FMT-134", "添付「\(title)」が空です。送り元から取り直してください。")
        case .attachmentTooLarge(let title, let limit):
            ("E-FMT-135", "添付「\(title)」が上限（\(megabytes(limit))）を超えています。")
        case .attachmentKind(let title, let allowed):
            ("E-FMT-136", "添付「\(title)」の中身が、認めた種類（\(allowed)）ではないか、名前の拡張子と違います。")
        default: nil
        }
    }

    private func megabytes(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20)MB" : "\(bytes >> 10)KB"
    }
}
