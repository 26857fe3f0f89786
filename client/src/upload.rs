//! Files of a multipart body that are read as they are sent.
//!
//! What a stranger would get wrong: the request is made with a mark where the content goes. The mark is random, and so is
//! the boundary that is a digest of it: no content can be made that ends its part.

use crate::random;
use restwright_runtime::bytes::Bytes;
use restwright_runtime::formats::File;
use std::fmt;

/// A file whose content is read as it is sent: [`Upload::file`] stands for it in the body of an operation.
///
/// ```
/// use restwright_client::runtime::formats::File;
/// use restwright_client::{Upload, blocking};
///
/// let video = Upload::new(blocking::Body::reader(std::io::repeat(0), None));
/// let in_the_body: File = video.file().with_file_name("summer.mp4").with_content_type("video/mp4");
/// # drop(in_the_body);
/// // client.send_files(&PostVideo { body: &body }, vec![video])
/// ```
#[derive(Debug)]
pub struct Upload<B = crate::Body> {
    mark: String,
    content: B,
}

impl<B> Upload<B> {
    /// A file of this content.
    pub fn new(content: B) -> Self {
        Self {
            mark: format!("restwright-upload-{}", random::uuid()),
            content,
        }
    }

    /// What stands for the file in a body; it takes a name and a media type as any other.
    pub fn file(&self) -> File {
        File::new(self.mark.clone())
    }
}

/// The body of a request in pieces, with the content of each file in its place.
pub(crate) fn pieces<B: From<Bytes>>(
    body: &Bytes,
    uploads: Vec<Upload<B>>,
) -> Result<Vec<B>, UploadError> {
    let count = uploads.len();
    let mut places = Vec::with_capacity(count);
    for Upload { mark, content } in uploads {
        let mut found = find(body, mark.as_bytes());
        let (Some(start), None) = (found.next(), found.next()) else {
            return Err(UploadError { count });
        };
        places.push((start..start + mark.len(), content));
    }
    places.sort_by_key(|(place, _)| place.start);
    let mut pieces = Vec::with_capacity(2 * count + 1);
    let mut end = 0;
    for (place, content) in places {
        pieces.push(body.slice(end..place.start).into());
        pieces.push(content);
        end = place.end;
    }
    pieces.push(body.slice(end..).into());
    Ok(pieces)
}

fn find<'b>(body: &'b [u8], mark: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let windows = body.windows(mark.len()).enumerate();
    windows.filter_map(move |(at, window)| (window == mark).then_some(at))
}

/// A file that is to be read as it is sent is not in the body, or is there more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadError {
    count: usize,
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "of {} files that are to be read as they are sent, one is not in a multipart body once: put what `Upload::file` \
             gives there",
            self.count
        )
    }
}

impl std::error::Error for UploadError {}
