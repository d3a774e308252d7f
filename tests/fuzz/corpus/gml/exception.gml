<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception exceptionCode="X"><ows:ExceptionText>no</ows:ExceptionText></ows:Exception></ows:ExceptionReport>
