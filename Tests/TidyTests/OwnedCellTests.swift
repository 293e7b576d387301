// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

/// A cell sealed with the key of its class alone would stay readable in an older backup after its
/// person was erased: whoever seals says whose cell it is.
@Suite("封じた項目は、どれもだれかの鍵で封じる")
struct OwnedCellTests {
    let repository = Repository.here

    @Test("行の場所に封をするところは、どこも持ち主を言う", .measure("R-82", "R-88"))
    func everySealHasAnOwner() throws {
        var sealing = 0
        for file in repository.files(below: "Sources", ending: ".swift")
        where !file.hasPrefix("Sources/Database/") && !file.hasPrefix("Sources/Vault/") {
            let text = try repository.text(file)
            let seals =
                text.contains("place.seal(") || text.contains("SealedPlace.sealed(")
                || text.contains(#/\.place\([^)]*\)\s*\.seal\(/#)
            // This one is handed the place by those who call it.
            guard seals, !file.hasSuffix("/SealedPlace.swift") else { continue }
            sealing += 1
            #expect(
                text.contains("owner: CellOwner?") || text.contains(".of(.")
                    || text.contains(".of(owner)"),
                "\(file): 封をする行の持ち主（owner か .of(…)）がありません")
        }
        #expect(sealing > 8)
    }

    @Test("種類の鍵を直に使うのは、個人番号の庫・ファイルの封・項目の封だけ", .measure("R-82"))
    func classKeysAreFew() throws {
        let allowed: Set<String> = [
            // Each falls back to the class only where there is no shelf, and opens what is older.
            "Sources/Addressee/Model/NumberVault.swift", "Sources/Links/Folders/FileSeal.swift",
            "Sources/Office/Keys/SealedCells.swift", "Sources/Office/Installation.swift",
            // The months of the log; the codes of System 2, whose rows go with the person.
            "Sources/Office/Column.swift",
            // A form of addresses that no table uses.
            "Sources/Safeguards/Model/StoredAddress.swift",
        ]
        for file in repository.files(below: "Sources", ending: ".swift")
        where !file.hasPrefix("Sources/Vault/") && !file.hasPrefix("Sources/Ledger/") {
            let text = try repository.text(file)
            if text.contains("CellCipher") || text.contains(".cipher(for:") {
                #expect(allowed.contains(file), "\(file)")
            }
        }
    }
}
