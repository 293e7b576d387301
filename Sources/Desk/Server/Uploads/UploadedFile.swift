// SPDX-License-Identifier: Apache-2.0

/// A file that came with a form: put down in the data folder, readable by this program only.
struct UploadedFile: Sendable {
    /// The name of the field of the form.
    let field: String
    /// The name that the browser gave, without a folder.
    let name: String
    let path: String
    let bytes: Int
    /// SHA-256 of its bytes.
    let digest: String
}
